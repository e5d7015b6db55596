-- What `counts` should say, counted from the beginning: after a migration, a rescue, and to verify.
-- `temp.fresh_counts` has its columns.
DELETE FROM temp.fresh_counts;
INSERT INTO temp.fresh_counts
  SELECT 1, 1, count(*), count(*) - count(read_at) FROM marks WHERE spiked_at IS NULL
  UNION ALL SELECT 1, 2, count(*), count(*) - count(read_at) FROM marks WHERE spiked_at IS NULL AND done_at IS NULL
  UNION ALL SELECT 1, 3, count(*), count(*) - count(read_at) FROM marks WHERE spiked_at IS NULL AND starred_at IS NOT NULL
  UNION ALL SELECT 1, 4, count(*), count(*) - count(read_at) FROM marks JOIN stories ON stories.id = story
    WHERE spiked_at IS NULL AND unfetched IS NOT NULL
  UNION ALL SELECT 1, 5, count(*), count(*) - count(read_at) FROM marks WHERE spiked_at IS NOT NULL
  UNION ALL SELECT 10, tag, count(*) - count(spiked_at), count(*) FILTER (WHERE spiked_at IS NULL AND read_at IS NULL)
    FROM tagged JOIN marks USING (story) GROUP BY tag
  UNION ALL SELECT 11, topic, count(*) - count(spiked_at), count(*) FILTER (WHERE spiked_at IS NULL AND read_at IS NULL)
    FROM gathered JOIN marks USING (story) GROUP BY topic
  UNION ALL SELECT 12, section, count(*) - count(spiked_at), count(*) FILTER (WHERE spiked_at IS NULL AND read_at IS NULL)
    FROM gathered JOIN marks USING (story) WHERE section IS NOT NULL GROUP BY section
  UNION ALL SELECT 13, outlet, count(*) - count(spiked_at), count(*) FILTER (WHERE spiked_at IS NULL AND read_at IS NULL)
    FROM stories JOIN marks ON story = stories.id WHERE outlet IS NOT NULL GROUP BY outlet
  UNION ALL SELECT 14, agency, count(*) - count(spiked_at), count(*) FILTER (WHERE spiked_at IS NULL AND read_at IS NULL)
    FROM stories JOIN marks ON story = stories.id WHERE agency IS NOT NULL GROUP BY agency
  UNION ALL SELECT 15, writer, count(*) - count(spiked_at), count(*) FILTER (WHERE spiked_at IS NULL AND read_at IS NULL)
    FROM written JOIN marks USING (story) GROUP BY writer
  UNION ALL SELECT 16, language, count(*) - count(spiked_at), count(*) FILTER (WHERE spiked_at IS NULL AND read_at IS NULL)
    FROM stories JOIN marks ON story = stories.id WHERE language IS NOT NULL GROUP BY language;
