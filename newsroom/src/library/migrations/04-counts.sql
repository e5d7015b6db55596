-- The triggers that keep `counts` and `journal`. They use nothing but SQL of these tables, so that any
-- program that writes through SQLite keeps them true.
CREATE TRIGGER marks_new AFTER INSERT ON marks BEGIN
    INSERT INTO journal (kind, key, story, present) VALUES (7, 0, new.story, 1);
    INSERT INTO journal (kind, key, story, present) SELECT 2, 0, new.story, 1 WHERE new.read_at IS NOT NULL;
    INSERT INTO journal (kind, key, story, present) SELECT 3, 0, new.story, 1 WHERE new.starred_at IS NOT NULL;
    INSERT INTO journal (kind, key, story, present) SELECT 4, 0, new.story, 1 WHERE new.done_at IS NOT NULL;
    INSERT INTO journal (kind, key, story, present) SELECT 5, 0, new.story, 1 WHERE new.spiked_at IS NOT NULL;
    UPDATE counts SET stories = stories + (new.spiked_at IS NULL) - 0, unread = unread + (new.spiked_at IS NULL AND new.read_at IS NULL) - 0
      WHERE kind = 1 AND key = 1;
    UPDATE counts SET stories = stories + (new.spiked_at IS NULL AND new.done_at IS NULL) - 0, unread = unread + (new.spiked_at IS NULL AND new.done_at IS NULL AND new.read_at IS NULL) - 0
      WHERE kind = 1 AND key = 2;
    UPDATE counts SET stories = stories + (new.spiked_at IS NULL AND new.starred_at IS NOT NULL) - 0, unread = unread + (new.spiked_at IS NULL AND new.starred_at IS NOT NULL AND new.read_at IS NULL) - 0
      WHERE kind = 1 AND key = 3;
    UPDATE counts SET stories = stories + (new.spiked_at IS NULL AND EXISTS (SELECT 1 FROM stories WHERE id = new.story AND unfetched IS NOT NULL)) - 0, unread = unread + (new.spiked_at IS NULL AND EXISTS (SELECT 1 FROM stories WHERE id = new.story AND unfetched IS NOT NULL) AND new.read_at IS NULL) - 0
      WHERE kind = 1 AND key = 4;
    UPDATE counts SET stories = stories + (new.spiked_at IS NOT NULL) - 0, unread = unread + (new.spiked_at IS NOT NULL AND new.read_at IS NULL) - 0
      WHERE kind = 1 AND key = 5;
END;
CREATE TRIGGER marks_gone AFTER DELETE ON marks BEGIN
    INSERT INTO journal (kind, key, story, present) VALUES (7, 0, old.story, 0);
    INSERT INTO journal (kind, key, story, present) SELECT 2, 0, old.story, 0 WHERE old.read_at IS NOT NULL;
    INSERT INTO journal (kind, key, story, present) SELECT 3, 0, old.story, 0 WHERE old.starred_at IS NOT NULL;
    INSERT INTO journal (kind, key, story, present) SELECT 4, 0, old.story, 0 WHERE old.done_at IS NOT NULL;
    INSERT INTO journal (kind, key, story, present) SELECT 5, 0, old.story, 0 WHERE old.spiked_at IS NOT NULL;
    UPDATE counts SET stories = stories + 0 - (old.spiked_at IS NULL), unread = unread + 0 - (old.spiked_at IS NULL AND old.read_at IS NULL)
      WHERE kind = 1 AND key = 1;
    UPDATE counts SET stories = stories + 0 - (old.spiked_at IS NULL AND old.done_at IS NULL), unread = unread + 0 - (old.spiked_at IS NULL AND old.done_at IS NULL AND old.read_at IS NULL)
      WHERE kind = 1 AND key = 2;
    UPDATE counts SET stories = stories + 0 - (old.spiked_at IS NULL AND old.starred_at IS NOT NULL), unread = unread + 0 - (old.spiked_at IS NULL AND old.starred_at IS NOT NULL AND old.read_at IS NULL)
      WHERE kind = 1 AND key = 3;
    UPDATE counts SET stories = stories + 0 - (old.spiked_at IS NULL AND EXISTS (SELECT 1 FROM stories WHERE id = old.story AND unfetched IS NOT NULL)), unread = unread + 0 - (old.spiked_at IS NULL AND EXISTS (SELECT 1 FROM stories WHERE id = old.story AND unfetched IS NOT NULL) AND old.read_at IS NULL)
      WHERE kind = 1 AND key = 4;
    UPDATE counts SET stories = stories + 0 - (old.spiked_at IS NOT NULL), unread = unread + 0 - (old.spiked_at IS NOT NULL AND old.read_at IS NULL)
      WHERE kind = 1 AND key = 5;
END;
CREATE TRIGGER marks_changed AFTER UPDATE ON marks BEGIN
    INSERT INTO journal (kind, key, story, present) SELECT 2, 0, new.story, new.read_at IS NOT NULL
      WHERE (old.read_at IS NULL) <> (new.read_at IS NULL);
    INSERT INTO journal (kind, key, story, present) SELECT 3, 0, new.story, new.starred_at IS NOT NULL
      WHERE (old.starred_at IS NULL) <> (new.starred_at IS NULL);
    INSERT INTO journal (kind, key, story, present) SELECT 4, 0, new.story, new.done_at IS NOT NULL
      WHERE (old.done_at IS NULL) <> (new.done_at IS NULL);
    INSERT INTO journal (kind, key, story, present) SELECT 5, 0, new.story, new.spiked_at IS NOT NULL
      WHERE (old.spiked_at IS NULL) <> (new.spiked_at IS NULL);
    UPDATE counts SET stories = stories + (new.spiked_at IS NULL) - (old.spiked_at IS NULL), unread = unread + (new.spiked_at IS NULL AND new.read_at IS NULL) - (old.spiked_at IS NULL AND old.read_at IS NULL)
      WHERE kind = 1 AND key = 1;
    UPDATE counts SET stories = stories + (new.spiked_at IS NULL AND new.done_at IS NULL) - (old.spiked_at IS NULL AND old.done_at IS NULL), unread = unread + (new.spiked_at IS NULL AND new.done_at IS NULL AND new.read_at IS NULL) - (old.spiked_at IS NULL AND old.done_at IS NULL AND old.read_at IS NULL)
      WHERE kind = 1 AND key = 2;
    UPDATE counts SET stories = stories + (new.spiked_at IS NULL AND new.starred_at IS NOT NULL) - (old.spiked_at IS NULL AND old.starred_at IS NOT NULL), unread = unread + (new.spiked_at IS NULL AND new.starred_at IS NOT NULL AND new.read_at IS NULL) - (old.spiked_at IS NULL AND old.starred_at IS NOT NULL AND old.read_at IS NULL)
      WHERE kind = 1 AND key = 3;
    UPDATE counts SET stories = stories + (new.spiked_at IS NULL AND EXISTS (SELECT 1 FROM stories WHERE id = new.story AND unfetched IS NOT NULL)) - (old.spiked_at IS NULL AND EXISTS (SELECT 1 FROM stories WHERE id = old.story AND unfetched IS NOT NULL)), unread = unread + (new.spiked_at IS NULL AND EXISTS (SELECT 1 FROM stories WHERE id = new.story AND unfetched IS NOT NULL) AND new.read_at IS NULL) - (old.spiked_at IS NULL AND EXISTS (SELECT 1 FROM stories WHERE id = old.story AND unfetched IS NOT NULL) AND old.read_at IS NULL)
      WHERE kind = 1 AND key = 4;
    UPDATE counts SET stories = stories + (new.spiked_at IS NOT NULL) - (old.spiked_at IS NOT NULL), unread = unread + (new.spiked_at IS NOT NULL AND new.read_at IS NULL) - (old.spiked_at IS NOT NULL AND old.read_at IS NULL)
      WHERE kind = 1 AND key = 5;
END;
CREATE TRIGGER marks_weighed AFTER UPDATE ON marks
  WHEN (old.spiked_at IS NULL) <> (new.spiked_at IS NULL) OR (old.read_at IS NULL) <> (new.read_at IS NULL)
BEGIN
    UPDATE counts SET stories = stories + (new.spiked_at IS NULL) - (old.spiked_at IS NULL),
        unread = unread + (new.spiked_at IS NULL AND new.read_at IS NULL) - (old.spiked_at IS NULL AND old.read_at IS NULL)
      WHERE kind = 10 AND key IN (SELECT tag FROM tagged WHERE story = new.story);
    UPDATE counts SET stories = stories + (new.spiked_at IS NULL) - (old.spiked_at IS NULL),
        unread = unread + (new.spiked_at IS NULL AND new.read_at IS NULL) - (old.spiked_at IS NULL AND old.read_at IS NULL)
      WHERE kind = 11 AND key IN (SELECT topic FROM gathered WHERE story = new.story);
    UPDATE counts SET stories = stories + (new.spiked_at IS NULL) - (old.spiked_at IS NULL),
        unread = unread + (new.spiked_at IS NULL AND new.read_at IS NULL) - (old.spiked_at IS NULL AND old.read_at IS NULL)
      WHERE kind = 12 AND key IN (SELECT section FROM gathered WHERE story = new.story AND section IS NOT NULL);
    UPDATE counts SET stories = stories + (new.spiked_at IS NULL) - (old.spiked_at IS NULL),
        unread = unread + (new.spiked_at IS NULL AND new.read_at IS NULL) - (old.spiked_at IS NULL AND old.read_at IS NULL)
      WHERE kind = 13 AND key IN (SELECT outlet FROM stories WHERE id = new.story AND outlet IS NOT NULL);
    UPDATE counts SET stories = stories + (new.spiked_at IS NULL) - (old.spiked_at IS NULL),
        unread = unread + (new.spiked_at IS NULL AND new.read_at IS NULL) - (old.spiked_at IS NULL AND old.read_at IS NULL)
      WHERE kind = 14 AND key IN (SELECT agency FROM stories WHERE id = new.story AND agency IS NOT NULL);
    UPDATE counts SET stories = stories + (new.spiked_at IS NULL) - (old.spiked_at IS NULL),
        unread = unread + (new.spiked_at IS NULL AND new.read_at IS NULL) - (old.spiked_at IS NULL AND old.read_at IS NULL)
      WHERE kind = 15 AND key IN (SELECT writer FROM written WHERE story = new.story);
    UPDATE counts SET stories = stories + (new.spiked_at IS NULL) - (old.spiked_at IS NULL),
        unread = unread + (new.spiked_at IS NULL AND new.read_at IS NULL) - (old.spiked_at IS NULL AND old.read_at IS NULL)
      WHERE kind = 16 AND key IN (SELECT language FROM stories WHERE id = new.story AND language IS NOT NULL);
END;
CREATE TRIGGER tagged_new AFTER INSERT ON tagged BEGIN
    INSERT INTO journal (kind, key, story, present) SELECT 10, new.tag, new.story, 1;
    INSERT INTO counts (kind, key, stories, unread)
      SELECT 10, new.tag, spiked_at IS NULL, spiked_at IS NULL AND read_at IS NULL FROM marks WHERE story = new.story
      ON CONFLICT DO UPDATE SET stories = stories + excluded.stories, unread = unread + excluded.unread;
END;
CREATE TRIGGER tagged_gone AFTER DELETE ON tagged BEGIN
    INSERT INTO journal (kind, key, story, present) SELECT 10, old.tag, old.story, 0;
    UPDATE counts SET
        stories = stories - (SELECT spiked_at IS NULL FROM marks WHERE story = old.story),
        unread = unread - (SELECT spiked_at IS NULL AND read_at IS NULL FROM marks WHERE story = old.story)
      WHERE kind = 10 AND key = old.tag;
END;
CREATE TRIGGER written_new AFTER INSERT ON written BEGIN
    INSERT INTO journal (kind, key, story, present) SELECT 15, new.writer, new.story, 1;
    INSERT INTO counts (kind, key, stories, unread)
      SELECT 15, new.writer, spiked_at IS NULL, spiked_at IS NULL AND read_at IS NULL FROM marks WHERE story = new.story
      ON CONFLICT DO UPDATE SET stories = stories + excluded.stories, unread = unread + excluded.unread;
END;
CREATE TRIGGER written_gone AFTER DELETE ON written BEGIN
    INSERT INTO journal (kind, key, story, present) SELECT 15, old.writer, old.story, 0;
    UPDATE counts SET
        stories = stories - (SELECT spiked_at IS NULL FROM marks WHERE story = old.story),
        unread = unread - (SELECT spiked_at IS NULL AND read_at IS NULL FROM marks WHERE story = old.story)
      WHERE kind = 15 AND key = old.writer;
END;
CREATE TRIGGER gathered_new AFTER INSERT ON gathered BEGIN
    INSERT INTO journal (kind, key, story, present) SELECT 11, new.topic, new.story, 1;
    INSERT INTO counts (kind, key, stories, unread)
      SELECT 11, new.topic, spiked_at IS NULL, spiked_at IS NULL AND read_at IS NULL FROM marks WHERE story = new.story
      ON CONFLICT DO UPDATE SET stories = stories + excluded.stories, unread = unread + excluded.unread;
    INSERT INTO journal (kind, key, story, present) SELECT 12, new.section, new.story, 1 WHERE new.section IS NOT NULL;
    INSERT INTO counts (kind, key, stories, unread)
      SELECT 12, new.section, spiked_at IS NULL, spiked_at IS NULL AND read_at IS NULL FROM marks WHERE story = new.story AND new.section IS NOT NULL
      ON CONFLICT DO UPDATE SET stories = stories + excluded.stories, unread = unread + excluded.unread;
END;
CREATE TRIGGER gathered_gone AFTER DELETE ON gathered BEGIN
    INSERT INTO journal (kind, key, story, present) SELECT 11, old.topic, old.story, 0;
    UPDATE counts SET
        stories = stories - (SELECT spiked_at IS NULL FROM marks WHERE story = old.story),
        unread = unread - (SELECT spiked_at IS NULL AND read_at IS NULL FROM marks WHERE story = old.story)
      WHERE kind = 11 AND key = old.topic;
    INSERT INTO journal (kind, key, story, present) SELECT 12, old.section, old.story, 0 WHERE old.section IS NOT NULL;
    UPDATE counts SET
        stories = stories - (SELECT spiked_at IS NULL FROM marks WHERE story = old.story),
        unread = unread - (SELECT spiked_at IS NULL AND read_at IS NULL FROM marks WHERE story = old.story)
      WHERE kind = 12 AND key = old.section AND old.section IS NOT NULL;
END;
CREATE TRIGGER gathered_moved AFTER UPDATE OF section ON gathered WHEN old.section IS NOT new.section BEGIN
    INSERT INTO journal (kind, key, story, present) SELECT 12, old.section, old.story, 0 WHERE old.section IS NOT NULL;
    UPDATE counts SET
        stories = stories - (SELECT spiked_at IS NULL FROM marks WHERE story = old.story),
        unread = unread - (SELECT spiked_at IS NULL AND read_at IS NULL FROM marks WHERE story = old.story)
      WHERE kind = 12 AND key = old.section AND old.section IS NOT NULL;
    INSERT INTO journal (kind, key, story, present) SELECT 12, new.section, new.story, 1 WHERE new.section IS NOT NULL;
    INSERT INTO counts (kind, key, stories, unread)
      SELECT 12, new.section, spiked_at IS NULL, spiked_at IS NULL AND read_at IS NULL FROM marks WHERE story = new.story AND new.section IS NOT NULL
      ON CONFLICT DO UPDATE SET stories = stories + excluded.stories, unread = unread + excluded.unread;
END;
CREATE TRIGGER stories_outlet AFTER UPDATE OF outlet ON stories WHEN old.outlet IS NOT new.outlet BEGIN
    INSERT INTO journal (kind, key, story, present) SELECT 13, old.outlet, new.id, 0 WHERE old.outlet IS NOT NULL;
    UPDATE counts SET
        stories = stories - (SELECT spiked_at IS NULL FROM marks WHERE story = new.id),
        unread = unread - (SELECT spiked_at IS NULL AND read_at IS NULL FROM marks WHERE story = new.id)
      WHERE kind = 13 AND key = old.outlet AND old.outlet IS NOT NULL;
    INSERT INTO journal (kind, key, story, present) SELECT 13, new.outlet, new.id, 1 WHERE new.outlet IS NOT NULL;
    INSERT INTO counts (kind, key, stories, unread)
      SELECT 13, new.outlet, spiked_at IS NULL, spiked_at IS NULL AND read_at IS NULL FROM marks WHERE story = new.id AND new.outlet IS NOT NULL
      ON CONFLICT DO UPDATE SET stories = stories + excluded.stories, unread = unread + excluded.unread;
END;
CREATE TRIGGER stories_agency AFTER UPDATE OF agency ON stories WHEN old.agency IS NOT new.agency BEGIN
    INSERT INTO journal (kind, key, story, present) SELECT 14, old.agency, new.id, 0 WHERE old.agency IS NOT NULL;
    UPDATE counts SET
        stories = stories - (SELECT spiked_at IS NULL FROM marks WHERE story = new.id),
        unread = unread - (SELECT spiked_at IS NULL AND read_at IS NULL FROM marks WHERE story = new.id)
      WHERE kind = 14 AND key = old.agency AND old.agency IS NOT NULL;
    INSERT INTO journal (kind, key, story, present) SELECT 14, new.agency, new.id, 1 WHERE new.agency IS NOT NULL;
    INSERT INTO counts (kind, key, stories, unread)
      SELECT 14, new.agency, spiked_at IS NULL, spiked_at IS NULL AND read_at IS NULL FROM marks WHERE story = new.id AND new.agency IS NOT NULL
      ON CONFLICT DO UPDATE SET stories = stories + excluded.stories, unread = unread + excluded.unread;
END;
CREATE TRIGGER stories_language AFTER UPDATE OF language ON stories WHEN old.language IS NOT new.language BEGIN
    INSERT INTO journal (kind, key, story, present) SELECT 16, old.language, new.id, 0 WHERE old.language IS NOT NULL;
    UPDATE counts SET
        stories = stories - (SELECT spiked_at IS NULL FROM marks WHERE story = new.id),
        unread = unread - (SELECT spiked_at IS NULL AND read_at IS NULL FROM marks WHERE story = new.id)
      WHERE kind = 16 AND key = old.language AND old.language IS NOT NULL;
    INSERT INTO journal (kind, key, story, present) SELECT 16, new.language, new.id, 1 WHERE new.language IS NOT NULL;
    INSERT INTO counts (kind, key, stories, unread)
      SELECT 16, new.language, spiked_at IS NULL, spiked_at IS NULL AND read_at IS NULL FROM marks WHERE story = new.id AND new.language IS NOT NULL
      ON CONFLICT DO UPDATE SET stories = stories + excluded.stories, unread = unread + excluded.unread;
END;
CREATE TRIGGER stories_published AFTER UPDATE OF published_order ON stories
  WHEN old.published_order IS NOT new.published_order
BEGIN
    INSERT INTO journal (kind, key, story, present)
      VALUES (30, coalesce(new.published_order, 0), new.id, new.published_order IS NOT NULL);
END;
CREATE TRIGGER stories_fetched AFTER UPDATE OF unfetched ON stories
  WHEN (old.unfetched IS NULL) <> (new.unfetched IS NULL)
BEGIN
    INSERT INTO journal (kind, key, story, present) VALUES (6, 0, new.id, new.unfetched IS NOT NULL);
    UPDATE counts SET
        stories = stories + ((new.unfetched IS NOT NULL) - (old.unfetched IS NOT NULL))
          * (SELECT spiked_at IS NULL FROM marks WHERE story = new.id),
        unread = unread + ((new.unfetched IS NOT NULL) - (old.unfetched IS NOT NULL))
          * (SELECT spiked_at IS NULL AND read_at IS NULL FROM marks WHERE story = new.id)
      WHERE kind = 1 AND key = 4;
END;
CREATE TRIGGER notes_new AFTER INSERT ON notes BEGIN
    INSERT INTO journal (kind, key, story, present) VALUES (20, 0, new.story, 1);
END;
CREATE TRIGGER notes_gone AFTER DELETE ON notes BEGIN
    INSERT INTO journal (kind, key, story, present)
      SELECT 20, 0, old.story, EXISTS (SELECT 1 FROM notes WHERE story = old.story);
END;
CREATE TRIGGER highlights_new AFTER INSERT ON highlights BEGIN
    INSERT INTO journal (kind, key, story, present) VALUES (21, 0, new.story, 1);
END;
CREATE TRIGGER highlights_gone AFTER DELETE ON highlights BEGIN
    INSERT INTO journal (kind, key, story, present)
      SELECT 21, 0, old.story, EXISTS (SELECT 1 FROM highlights WHERE story = old.story);
END;
CREATE TRIGGER quotes_new AFTER INSERT ON quotes BEGIN
    INSERT INTO journal (kind, key, story, present) VALUES (22, 0, new.story, 1);
END;
CREATE TRIGGER quotes_gone AFTER DELETE ON quotes BEGIN
    INSERT INTO journal (kind, key, story, present)
      SELECT 22, 0, old.story, EXISTS (SELECT 1 FROM quotes WHERE story = old.story);
END;
CREATE TRIGGER copies_new AFTER INSERT ON copies BEGIN
    INSERT INTO journal (kind, key, story, present) VALUES (23, 0, new.story, 1);
END;
CREATE TRIGGER copies_gone AFTER DELETE ON copies BEGIN
    INSERT INTO journal (kind, key, story, present) VALUES (23, 0, old.story, 0);
END;
CREATE TRIGGER tags_new AFTER INSERT ON tags BEGIN
    INSERT INTO journal (kind, key, story, present) VALUES (40, new.id, 0, 1);
END;
CREATE TRIGGER tags_renamed AFTER UPDATE OF name ON tags BEGIN
    INSERT INTO journal (kind, key, story, present) VALUES (40, new.id, 0, 1);
END;
CREATE TRIGGER tags_gone AFTER DELETE ON tags BEGIN
    INSERT INTO journal (kind, key, story, present) VALUES (40, old.id, 0, 0);
END;
