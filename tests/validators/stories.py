"""Compares the stories that somebody read in a print with those that were to be printed."""

import unicodedata


def bare(text):
    """What can be seen of a text, without spaces: each format has its own, and XML cannot hold all else."""
    unseen = ("Cc", "Cf", "Cn")
    return "".join(c for c in text or "" if unicodedata.category(c) not in unseen and not c.isspace())


def missing(path, expected, found):
    """What is missing or out of order, as a sentence; nothing if all is well.

    `found` is a list of (text without spaces, links), one a story.
    """
    if len(expected) != len(found):
        return f"{path}: {len(found)} stories were found instead of {len(expected)}"
    for number, (story, (text, links)) in enumerate(zip(expected, found), 1):
        wanted = [story["headline"], story["comment"]]
        for quote in story["quotes"]:
            wanted.append(quote["text"].strip().strip('"“”„«»‟'))
            wanted.append(quote["speaker"] or "")
        at = 0
        for words in map(bare, wanted):
            place = text.find(words, at)
            if place < 0:
                return f"{path}: story {number} lacks “{words[:80]}”, or has it in another place"
            at = place + len(words)
        lost = [link for link in story["links"] if link not in links]
        if lost:
            return f"{path}: story {number} does not lead to {lost[0]}"
    return None
