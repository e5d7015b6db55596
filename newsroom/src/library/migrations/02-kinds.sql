-- What a story's page is, for lists. Derived from the latest clipping, see `shown.rs`; what was clipped
-- before pages were told apart counts as an article.
ALTER TABLE stories ADD COLUMN kind TEXT NOT NULL DEFAULT 'article';
