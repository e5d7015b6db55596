#!/usr/bin/env python3
"""Trains the judge of lines (src/clipping/judge.rs) and writes what it learned to lines.txt.

  python3 -m pip install -r newsroom/model/requirements.txt
  cargo build --release -p newsroom --example lines --features training
  python3 newsroom/model/train.py DATA [--folds] [--write newsroom/model/lines.txt]

DATA is a folder of packs: DATA/<set>/gold.jsonl names pages (`file`, gzipped HTML) with their known
`body`, or with texts that stand `with` and `without` it. --folds scores the judge by cross-validation:
five folds of sites, so that no site is judged by what was learned on it.

How: each line of a page is labelled by the share of its words that an alignment (difflib) finds in
the known body. A first forest (LightGBM) learns from the signs of a line and from a lexicon: log odds
of class names and first words, counted by site and left-one-site-out. A second forest learns from
the same and from what the first says of the lines around, where the first has not seen the site.
A page weighs as much as another, whatever its length.

With --desk target/release/desk, built by `cargo build --release -p desk --features newsroom/training`,
each fold's pages are also cut whole, rules and all, with what was learned without them.
"""
import argparse, collections, difflib, glob, gzip, hashlib, json, math, os, re, subprocess, sys, tempfile
from urllib.parse import urlparse

import lightgbm as lgb
import numpy as np

WORD = re.compile(r"\w+")
FOLDS, INNER = 5, 4
PRIOR, ALPHA = 0.4, 1.5
# On how many sites a word must have been seen, and how far its odds must be from even to be kept.
FEWEST_SITES = {"class": 3, "wording": 3, "said": 5}
LEAST_ODDS = {"class": 0.2, "wording": 0.2, "said": 0.3}
# How much a page of a set counts: those whose bodies were marked by people count most, the output
# of another program (mz) least.
WEIGHTS = {"sh": 1.5, "fu": 1.3, "wx": 1.0, "np": 1.0, "mz": 0.3, "tr": 0.6}
FIRST = dict(rounds=110, num_leaves=24)
SECOND = dict(rounds=80, num_leaves=24)
SETTINGS = dict(objective="binary", learning_rate=0.1, min_data_in_leaf=40, feature_fraction=0.5,
                bagging_fraction=0.7, bagging_freq=1, lambda_l2=5, min_sum_hessian_in_leaf=5, verbose=-1,
                num_threads=2, seed=1, deterministic=True)


def site_of(gold):
    """The registered name of the site, roughly; a page without an address is a site of its own."""
    host = urlparse(gold.get("url") or "").hostname or gold["id"]
    parts = host.split(".")
    return ".".join(parts[-3:] if len(parts) > 2 and len(parts[-2]) <= 3 else parts[-2:])


def number(text):
    return int(hashlib.sha256(text.encode()).hexdigest(), 16)


def folded(text):
    return re.sub(r"\s+", " ", text).strip()


def label(gold, texts):
    """For each line the share of it that is in the known body; -1 where that is not known."""
    y = np.full(len(texts), -1.0, np.float32)
    if gold.get("body"):
        words = [WORD.findall(text) for text in texts]
        flat = [word for line in words for word in line]
        own = [at for at, line in enumerate(words) for _ in line]
        hits = np.zeros(len(texts))
        known = WORD.findall(gold["body"])
        for a, _, size in difflib.SequenceMatcher(None, flat, known, autojunk=False).get_matching_blocks():
            # A match of one or two words is chance, unless it is a whole line.
            if size > 2 or any(len(words[own[at]]) <= size for at in range(a, a + size)):
                for at in range(a, a + size):
                    hits[own[at]] += 1
        for at, line in enumerate(words):
            y[at] = hits[at] / len(line) if line else -1
    else:
        lines = [folded(text) for text in texts]
        for value, parts in ((0.0, gold.get("without")), (1.0, gold.get("with"))):
            for part in parts or []:
                for at, line in enumerate(lines):
                    if folded(part) in line:
                        y[at] = value
    return y


def load(data, lines_of):
    """The pages of all packs that have a known body or segments, with signs and labels."""
    pages, names = [], None
    with tempfile.TemporaryDirectory() as folder:
        golds = {}
        for pack in sorted(glob.glob(os.path.join(data, "*", "gold.jsonl"))):
            for line in open(pack, encoding="utf-8"):
                gold = json.loads(line)
                if gold["ds"] in WEIGHTS and (gold.get("body") or gold.get("with") or gold.get("without")):
                    file = os.path.join(folder, f"{len(golds)}.html")
                    with gzip.open(os.path.join(os.path.dirname(pack), gold["file"])) as packed:
                        open(file, "wb").write(packed.read())
                    golds[file] = gold
        files = list(golds)
        for first in range(0, len(files), 100):
            out = subprocess.run([lines_of] + files[first:first + 100], capture_output=True, check=True).stdout
            for line in out.splitlines():
                page = json.loads(line)
                gold, lines = golds[page["file"]], page["lines"]
                names = page["names"] or names
                if not lines:
                    continue
                element, texts, length, style, wording, said, signs = zip(*lines)
                parent = [e[0] for e in page["elements"]]
                chains = []
                for at in element:
                    chain = [at]
                    while chain[-1] != 0:
                        chain.append(parent[chain[-1]])
                    chains.append(chain)
                site = site_of(gold)
                pages.append(dict(gold=gold, site=site, fold=number(site) % FOLDS, inner=number(site + "!") % INNER,
                                  texts=texts, length=np.maximum(np.array(length, float), 1), style=style,
                                  wording=wording, said=said, signs=np.array(signs, np.float32), chains=chains,
                                  tags=[e[1] for e in page["elements"]], classes=[e[2] for e in page["elements"]],
                                  y=label(gold, texts)))
    return names, pages


# The lexicon.

def class_words(p, at):
    return {word for element in p["chains"][at] for word in p["classes"][element]}


WORDS = {"class": class_words, "wording": lambda p, at: p["wording"][at], "said": lambda p, at: set(p["said"][at])}


def count(pages):
    """kind -> word -> site -> (share of lines that are story), for class names, wording and words."""
    kinds = {}
    for kind, words_of in WORDS.items():
        sites = collections.defaultdict(set)
        for p in pages:
            for at in np.flatnonzero(p["y"] >= 0):
                for word in words_of(p, at):
                    sites[word].add(p["site"])
        known = {word for word, seen in sites.items() if len(seen) >= FEWEST_SITES[kind]}
        counts = {word: collections.defaultdict(lambda: [0.0, 0.0]) for word in known}
        for p in pages:
            for at in np.flatnonzero(p["y"] >= 0):
                for word in words_of(p, at):
                    if word in known:
                        both = counts[word][p["site"]]
                        both[0] += p["y"][at] >= 0.5
                        both[1] += 1
        shares = {word: {site: a / b for site, (a, b) in seen.items()} for word, seen in counts.items()}
        kinds[kind] = {word: seen for word, seen in shares.items() if abs(odds(seen)) >= LEAST_ODDS[kind]}
    return kinds


def odds(shares, site=None):
    """Log odds over the prior, shrunk by the number of sites; the site's own share is left out."""
    total, sites = sum(shares.values()), len(shares)
    if site in shares:
        total, sites = total - shares[site], sites - 1
    q = min(max((total + ALPHA * PRIOR) / (sites + ALPHA), 0.01), 0.99)
    return math.log(q / (1 - q)) - math.log(PRIOR / (1 - PRIOR))


WORD_NAMES = ["class own least", "class own most", "class own mean", "class parent least", "class parent most",
              "class least", "class most", "class sum", "wording least", "wording most",
              "said least", "said most", "said mean", "said least three", "said sum"]


def add_words(p, lexicon):
    """The signs of judge.rs `add_words`."""
    known = {}

    def heard(kind, words):
        found = []
        for word in words:
            if word in lexicon[kind]:
                if (kind, word) not in known:
                    known[kind, word] = odds(lexicon[kind][word], p["site"])
                found.append(known[kind, word])
        return found

    def told(found):
        return (min(found), max(found), sum(found) / len(found)) if found else (0.0, 0.0, 0.0)

    elements = [told(heard("class", words)) for words in p["classes"]]
    out = np.zeros((len(p["y"]), len(WORD_NAMES)), np.float32)
    for at, chain in enumerate(p["chains"]):
        out[at, 0:3] = elements[chain[0]]
        if len(chain) > 1:
            out[at, 3:5] = elements[chain[1]][:2]
        out[at, 5] = min(elements[e][0] for e in chain)
        out[at, 6] = max(elements[e][1] for e in chain)
        out[at, 7] = sum(elements[e][2] for e in chain[:6])
        out[at, 8:10] = told(heard("wording", p["wording"][at]))[:2]
        said = sorted(heard("said", set(p["said"][at])))
        out[at, 10:13] = told(said)
        if said:
            out[at, 13:15] = sum(said[:3]) / len(said[:3]), sum(said) / math.sqrt(len(said))
    return out


# What the first look said around: judge/second.rs.

AROUND_NAMES = ([f"verdict {k}" for k in range(-4, 5)]
                + ["story before", "story after", "story of page", "story length before", "story length after",
                   "block verdict", "block story", "parent verdict", "parent story", "grandparent verdict",
                   "grandparent story", "since story", "until story", "style verdict", "style story",
                   "section verdict", "section story", "heading verdict", "since heading", "next section verdict",
                   "list verdict", "long before", "long after"])
HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
LISTS = {"ul", "ol", "table", "dl", "blockquote", "figure"}
LONG = 80


def around(p, first):
    n, length = len(first), p["length"]
    columns = {}
    padded = np.concatenate([np.full(4, -0.1), first, np.full(4, -0.1)])
    for k in range(-4, 5):
        columns[f"verdict {k}"] = padded[4 + k:4 + k + n]
    story = first * length
    total = story.sum() + 1e-6
    through = np.cumsum(story)
    before = through - story
    columns["story before"], columns["story after"] = before / total, (total - through) / total
    columns["story of page"] = np.full(n, math.log1p(total))
    columns["story length before"] = np.log1p(np.maximum(before, 0))
    columns["story length after"] = np.log1p(np.maximum(total - through, 0))

    def summed(keys, none=0.0):
        sums = collections.defaultdict(lambda: [0.0, 0.0])
        for at, key in enumerate(keys):
            sums[key][0] += story[at]
            sums[key][1] += length[at]
        shares = {key: (a / max(b, 1), a / total) for key, (a, b) in sums.items()}
        if None in shares:
            shares[None] = (none, none)
        return shares

    def put(name, keys):
        shares = summed(keys)
        columns[f"{name} verdict"] = [shares[key][0] for key in keys]
        columns[f"{name} story"] = [shares[key][1] for key in keys]

    for level, name in enumerate(["block", "parent", "grandparent"]):
        put(name, [chain[min(level, len(chain) - 1)] for chain in p["chains"]])
    strong = (first > 0.8) & (length >= LONG)
    for name, order in (("since story", range(n)), ("until story", range(n - 1, -1, -1))):
        column, gap = np.zeros(n), None
        for at in order:
            column[at] = math.log1p(9999 if gap is None else gap)
            gap = 0.0 if strong[at] else None if gap is None else gap + length[at]
        columns[name] = column
    put("style", p["style"])
    heading, headings = None, []
    for at, chain in enumerate(p["chains"]):
        heading = at if p["tags"][chain[0]] in HEADINGS else heading
        headings.append(heading)
    sections = [0 if h is None else h + 1 for h in headings]
    put("section", sections)
    columns["heading verdict"] = [-0.1 if h is None or h == at else first[h] for at, h in enumerate(headings)]
    columns["since heading"] = [30 if h is None else min(at - h, 30) for at, h in enumerate(headings)]
    by_section = summed(sections)
    following, later = [-0.1] * n, -0.1
    for at in range(n - 2, -1, -1):
        if sections[at + 1] != sections[at]:
            later = by_section[sections[at + 1]][0]
        following[at] = later
    columns["next section verdict"] = following
    lists = [next((e for e in chain if p["tags"][e] in LISTS), None) for chain in p["chains"]]
    by_list = summed(lists, none=-0.1)
    columns["list verdict"] = [by_list[key][0] for key in lists]
    for name, order in (("long before", range(n)), ("long after", range(n - 1, -1, -1))):
        column, near = np.zeros(n), -0.1
        for at in order:
            column[at] = near
            near = first[at] if length[at] >= LONG else near
        columns[name] = column
    return np.column_stack([columns[name] for name in AROUND_NAMES]).astype(np.float32)


# Training.

def weigh(p):
    """The weight of each line: its share of its page's story, so that pages count alike."""
    known = p["y"] >= 0
    if p["gold"].get("body"):
        words = np.array([len(WORD.findall(text)) for text in p["texts"]], float)
        weights = np.minimum((np.minimum(words, 200) + 2) / max(words[p["y"] >= 0.5].sum(), 60), 0.5) * known
    else:
        weights = known * 0.8 / max(known.sum(), 1)
    return weights * WEIGHTS[p["gold"]["ds"]] * 100


def fit(pages, key, rounds, num_leaves):
    x, y = np.concatenate([p[key] for p in pages]), np.concatenate([p["y"] for p in pages])
    weights = np.concatenate([weigh(p) for p in pages])
    known = weights > 0
    data = lgb.Dataset(x[known], label=(y[known] >= 0.5).astype(float), weight=weights[known])
    return lgb.train({**SETTINGS, "num_leaves": num_leaves}, data, num_boost_round=rounds)


def train(pages, others=()):
    """The lexicon and the two forests; `others` are judged on the way (their key `verdict`)."""
    lexicon = count(pages)
    for p in [*pages, *others]:
        p["x1"] = np.hstack([p["signs"], add_words(p, lexicon)])
    for fold in range(INNER):
        known = fit([p for p in pages if p["inner"] != fold], "x1", **FIRST)
        for p in pages:
            if p["inner"] == fold:
                p["first"] = known.predict(p["x1"])
    first = fit(pages, "x1", **FIRST)
    for p in others:
        p["first"] = first.predict(p["x1"])
    for p in [*pages, *others]:
        p["x2"] = np.hstack([p["x1"], around(p, p["first"])])
    second = fit(pages, "x2", **SECOND)
    for p in others:
        p["verdict"] = second.predict(p["x2"])
    return lexicon, first, second


# Scoring: the shingle F1 of Zyte's article-extraction-benchmark, and segments found or not.

def shingles(text):
    words = WORD.findall(text)
    return collections.Counter(tuple(words[at:at + 4]) for at in range(max(1, len(words) - 3))) if words else collections.Counter()


def f1(p, r):
    return 2 * p * r / (p + r) if p + r else 0.0


def as_judged(p):
    return "\n".join(t for t, v in zip(p["texts"], p["verdict"]) if v >= 0.5)


def score(pages, text_of):
    """Each set's score, where `text_of` tells what was cut of a page."""
    sets = collections.defaultdict(lambda: dict(p=[], r=[], segments=[0, 0, 0]))
    for p in pages:
        text = text_of(p)
        found = sets[p["gold"]["ds"]]
        if p["gold"].get("body"):
            gold, cut = shingles(p["gold"]["body"]), shingles(text)
            both = sum((gold & cut).values())
            if cut:
                found["p"].append(both / sum(cut.values()))
            found["r"].append(both / sum(gold.values()))
        else:
            text = folded(text)
            inside = [folded(part) in text for part in p["gold"].get("with") or []]
            outside = [folded(part) in text for part in p["gold"].get("without") or []]
            for at, n in enumerate((sum(inside), sum(outside), len(inside) - sum(inside))):
                found["segments"][at] += n
    scores = {}
    for name, found in sorted(sets.items()):
        if found["p"]:
            scores[name] = f1(np.mean(found["p"]), np.mean(found["r"]))
        else:
            tp, fp, fn = found["segments"]
            scores[name] = f1(tp / max(tp + fp, 1), tp / max(tp + fn, 1))
    return scores


def cut_whole(data, desk, model, ids):
    """The bodies of the whole cut of some pages, rules and all, judged by a model: id -> text."""
    packs = [word for pack in sorted(glob.glob(os.path.join(data, "*", "gold.jsonl")))
             for word in ("--pack", os.path.dirname(pack))]
    out = subprocess.run([desk, "cut", "--predictions", "--jobs", "all", *packs], capture_output=True, check=True,
                         env={**os.environ, "NEWSROOM_MODEL": model}).stdout
    answers = (json.loads(line) for line in out.splitlines())
    return {answer["id"]: answer["body"] for answer in answers if answer["id"] in ids}


def folds(pages, names, data, desk):
    def tell(name, pages, text):
        print(f"{name}: {len(pages)} pages  " + "  ".join(f"{k} {v:.4f}" for k, v in score(pages, text).items()), flush=True)

    whole = {}
    for fold in range(FOLDS):
        out = [p for p in pages if p["fold"] == fold]
        learned = train([p for p in pages if p["fold"] != fold], out)
        tell(f"fold {fold + 1}", out, as_judged)
        if desk:
            with tempfile.NamedTemporaryFile(suffix=".txt") as model:
                write(model.name, names + WORD_NAMES + AROUND_NAMES, *learned)
                whole.update(cut_whole(data, desk, model.name, {p["gold"]["id"] for p in out}))
            tell(f"fold {fold + 1}, cut whole", out, lambda p: whole.get(p["gold"]["id"], ""))
    tell("all folds", pages, as_judged)
    if desk:
        tell("all folds, cut whole", pages, lambda p: whole.get(p["gold"]["id"], ""))


# Writing.

def tree(node):
    if "leaf_value" in node:
        return f"{node['leaf_value']:.4g}"
    assert node["decision_type"] == "<="
    return f"( {node['split_feature']} {node['threshold']:.6g} {tree(node['left_child'])} {tree(node['right_child'])} )"


def write(file, names, lexicon, first, second):
    with open(file, "w", encoding="utf-8") as out:
        out.write("; The judge of lines: written by train.py, read by src/clipping/judge.rs.\n"
                  "; A fork is ( sign most-for-left left right ), a leaf is log odds; signs are numbered from 0:\n")
        for at, name in enumerate(names):
            out.write(f"; {at} {name}\n")
        out.write("\n[lexicon]\n")
        for kind, counted in lexicon.items():
            for word in sorted(counted):
                out.write(f"{kind}\t{word}\t{odds(counted[word]):.2f}\n")
        for name, forest in (("first", first), ("second", second)):
            out.write(f"\n[{name}]\n")
            for info in forest.dump_model()["tree_info"]:
                out.write(tree(info["tree_structure"]) + "\n")


def main():
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("data")
    ask.add_argument("--lines", default="target/release/examples/lines", help="the built example")
    ask.add_argument("--folds", action="store_true")
    ask.add_argument("--desk", help="the built program, to cut the pages of each fold whole")
    ask.add_argument("--write", metavar="FILE")
    asked = ask.parse_args()
    names, pages = load(asked.data, asked.lines)
    print(f"{len(pages)} pages, {sum(len(p['y']) for p in pages)} lines, {len(names)} signs", flush=True)
    if asked.folds:
        folds(pages, names, asked.data, asked.desk)
    if asked.write:
        write(asked.write, names + WORD_NAMES + AROUND_NAMES, *train(pages))


if __name__ == "__main__":
    sys.exit(main())
