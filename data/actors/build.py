"""Builds lists/*.tsv from own/*.tsv and the named data:

    python3 build.py SHARED     SHARED: the folder that holds corpora/factbook and corpora/actors

factbook    The World Factbook by country, factbook/factbook.json (CC0): full names, capitals, words for nationality
actors      petrarch2's Phoenix.MilNonState.actors.txt and Phoenix.International.actors.txt (MIT): names of armed groups and bodies
own         written by hand; where the same name is given in both, ours comes first

Every list is checked: a country that is not listed, an actor named twice or a stray tab stops the build.
"""

import json
import pathlib
import re
import sys
import unicodedata

HERE = pathlib.Path(__file__).parent
FACTBOOK = "factbook/factbook.json @ 8662a8b17a78, the World Factbook by country: CC0."
PHOENIX = "openeventdata/petrarch2 @ 676801cd9cb2, Phoenix dictionaries: MIT, (c) 2014 Open Event Data Alliance, see NOTICE."
OWN = "own/{}.tsv, written by hand for hearsay."


def table(name):
    """The rows of a hand-written list, as dictionaries."""
    lines = [l for l in (HERE / "own" / f"{name}.tsv").read_text("utf-8").splitlines() if l and l[0] != "#"]
    columns = lines[0].split("\t")
    rows = []
    for line in lines[1:]:
        cells = line.split("\t")
        if len(cells) > len(columns):
            sys.exit(f"{name}: too many cells: {line}")
        rows.append(dict(zip(columns, cells + [""] * (len(columns) - len(cells)))))
    return rows


def split(cell):
    return [s.strip() for s in cell.split("|") if s.strip()]


def fold(name):
    """Near enough to Fold of the Go package to find what is said twice."""
    s = unicodedata.normalize("NFKD", name.lower().replace("’", "'"))
    s = "".join(c for c in s if not unicodedata.combining(c)).replace(".", "").replace("'", "").replace("&", " and ").replace("+", " plus ")
    s = re.sub(r"[^\w]+", " ", s).strip()
    return s.removeprefix("the ")


def merge(*lists):
    """The names of all lists once each, in order."""
    seen, out = set(), []
    for name in (n for l in lists for n in l):
        if name and name not in seen:
            seen.add(name)
            out.append(name)
    return out


def write(name, columns, rows, credits):
    with open(HERE / "lists" / f"{name}.tsv", "w", encoding="utf-8", newline="\n") as f:
        names = sum(1 + len(split(r.get("aliases", ""))) for r in rows)
        for line in ["Made by build.py: change own/ and build anew.", *credits, f"{len(rows)} entries, {names} names."]:
            f.write(f"# {line}\n")
        f.write("\t".join(columns) + "\n")
        for r in rows:
            cells = [r.get(c, "") for c in columns]
            if any("\t" in c or "\n" in c for c in cells):
                sys.exit(f"{name}: a tab or a line end in {cells}")
            f.write("\t".join(cells) + "\n")
    print(f"{name}: {len(rows)} entries, {names} names")


# Nationality, as the Factbook writes it: "Briton(s), British (collective plural)", "Barbadian or Bajan (colloquial)".
def nationality(text):
    out = []
    text = re.split(r"; note|;", text)[0]
    for part in re.split(r",| or ", text):
        plural = "(s)" in part
        part = re.sub(r"\(.*?\)", "", part).strip()
        if not re.fullmatch(r"[^\W\d_][\w' -]+", part) or not part[0].isupper() or part in ("NA", "Irishman", "Frenchman"):
            continue
        out.append(part)
        if plural:
            out.append(part + "s")
    return out


def capital(text):
    first = re.split(r"[;(,]| note|/", text)[0].strip()
    return [] if not first or "capital" in first or first.startswith(("administered", "Episkopi")) else [first]


def clean(name):
    return re.sub(r"\s*\(.*?\)|;.*", "", name).strip()


def countries(shared):
    book = {}
    for line in open(shared / "corpora/factbook/countries.jsonl", encoding="utf-8"):
        d = json.loads(line)
        book[d["id"]] = d
    rows = []
    for r in table("countries"):
        d = book.get(r["factbook"], {})
        if r["factbook"] and not d:
            sys.exit(f"countries: no {r['factbook']} in the Factbook")
        own = split(r["aliases"])
        long = [clean(d.get("long_name", ""))] if r["code"] not in ("AF", "GB") else []
        if r["code"] == "GB":
            long = ["United Kingdom of Great Britain and Northern Ireland"]
        names = merge([r["name"]], own, long)[1:]
        capitals = split(r["capitals"])
        if not r["of"]:
            capitals = merge(capitals, capital(d.get("capital", "")))
        words = merge(nationality(d.get("adjective", "")), split(r["demonyms"]), nationality(d.get("noun", "")))
        drop = {w[1:] for w in words if w[0] == "-"}  # "-Dominican": another country has the word
        words = [w for w in words if w[0] != "-" and w not in drop and w.removesuffix("s") not in drop]
        # A dependency's people are those of the state it belongs to, unless they have a word of their own.
        if r["of"]:
            words = [w for w in words if w not in ("French", "Dutch", "Chinese", "Frenchman", "Frenchwoman")]
        rows.append({"code": r["code"], "code3": r["code3"], "of": r["of"], "name": r["name"], "aliases": "|".join(names),
                     "capitals": "|".join(capitals), "demonyms": "|".join(words), "parts": r["parts"]})
    write("countries", ["code", "code3", "of", "name", "aliases", "capitals", "demonyms", "parts"], rows,
          ["From " + OWN.format("countries"), "From " + FACTBOOK])
    return {r["code"]: r["code3"] for r in rows}


def phoenix(path):
    """The entries of a TABARI dictionary: names and codes."""
    out = []
    for line in open(path, encoding="utf-8", errors="replace"):
        line = line.split("#")[0].rstrip()
        if not line.strip():
            continue
        if line.startswith("+"):
            if out:
                out[-1][0].append(line[1:].split("\t")[0].split("[")[0].strip())
        elif line[0] in " \t":
            if out:
                out[-1][1].extend(re.findall(r"\[([^\]]*)\]", line))
        else:
            name = re.match(r"[^\[\t]+", line)
            out.append(([name.group().strip()] if name else [], re.findall(r"\[([^\]]*)\]", line)))
    return out


SMALL = {"of", "the", "for", "and", "in", "on", "to", "de", "la", "du", "des", "a", "against", "e", "y", "el", "ul", "i", "with", "from", "by"}


def spell(name):
    """A TABARI name as it would be printed, and its acronym in brackets: (Islamic Army of Aden, IAA)."""
    acronym = re.search(r"\(([A-Z][A-Z/-]+)\)", name)
    name = re.sub(r"\(.*?\)", "", name).replace("_", " ")
    words = " ".join(name.split()).split(" ")
    out = []
    for i, w in enumerate(words):
        low = w.lower()
        if i and low in SMALL:
            out.append(low)
        else:
            out.append("-".join(p if p in ("al", "ul", "el") and (i or k) else p[:1].upper() + p[1:] for k, p in enumerate(low.split("-"))))
    return " ".join(out), acronym.group(1) if acronym else ""


# The dictionaries list people and ordinary phrases too. A group is named by a word for groups and by a word of its own.
GROUP = set("""army armies front fronts brigade brigades movement organization organisation party liberation commando commandos command group
faction cells cell force forces resistance jihad mujahideen mujahidin mujahedin militia union tigers guard guards council hezbollah
battalion battalions squad squads committee alliance guerrilla guerrillas league vanguard ansar lashkar jaish harakat hizb legion corps
regiment volunteers fighters patriots freedom armed revolutionary islamic islami people's peoples popular national workers communist
socialist nationalist nucleus nuclei unit units""".split())
DULL = GROUP | set("""the of for and in on to de la a new free red black white green anti state social proletarian democratic united
independent anti-imperialist anti-communist anti-state international world popular true real official direct armed struggle action youth
society community unity religious political military defense defence self central general secret justice revenge order struggle memory
immediate first second eastern western northern southern palestinian arab muslim islam revolution homeland national-liberation war""".split())


def distinct(name):
    words = name.lower().split()
    return len(words) > 1 and any(w in GROUP for w in words) and any(w not in DULL for w in words)


def groups(shared, code2, taken):
    own = table("groups")
    rows = [dict(r) for r in own]
    for r in rows:
        if r["country"] and r["country"] not in code2.values():
            sys.exit(f"groups: no country {r['country']}")
        taken.update(fold(n.lstrip("=")) for n in [r["name"], *split(r["aliases"])])
    for names, codes in phoenix(shared / "corpora/actors/Phoenix.MilNonState.actors.txt"):
        code = codes[0] if codes else ""
        if code[3:6] not in ("REB", "MUS", "SEP") and code[:3] not in ("IMG", "INT"):
            continue
        spelt = []
        for n in names:
            if "+" in n or len(n) > 70:
                continue
            name, acronym = spell(n)
            if distinct(name):
                spelt.append(name)
                if 3 < len(acronym) < 8:
                    spelt.append(acronym)
        spelt = [n for n in merge(spelt) if fold(n) not in taken]
        if not spelt or " " not in spelt[0]:
            continue
        taken.update(fold(n) for n in spelt)
        rows.append({"country": code2.get(code[:3], ""), "name": spelt[0], "aliases": "|".join(spelt[1:])})
    write("groups", ["country", "name", "aliases"], rows, ["From " + OWN.format("groups"), "From " + PHOENIX])


def bodies(shared, taken):
    rows = [dict(r) for r in table("bodies")]
    for r in rows:
        taken.update(fold(n.lstrip("=")) for n in [r["name"], *split(r["aliases"])])
    for names, codes in phoenix(shared / "corpora/actors/Phoenix.International.actors.txt"):
        code = codes[0] if codes else ""
        if not code.startswith("IGO") or any(c in " ".join(codes) for c in "<>0123456789"):
            continue
        name, acronym = spell(names[0]) if names else ("", "")
        if not BODY.search(name) or OFFICER.search(name) or fold(name) in taken:
            continue
        taken.add(fold(name))
        rows.append({"name": name, "aliases": acronym if len(acronym) > 3 else ""})
    write("bodies", ["name", "aliases"], rows, ["From " + OWN.format("bodies"), "From " + PHOENIX])


BODY = re.compile(r"\b(Organi[sz]ation|Union|Community|Council|Bank|Fund|Agency|Parliament|Group of|Alliance|Association|Assembly|"
                  r"Authority|Conference|Committee on|Federation|Tribunal|Commission (of|on|for)|Programme)\b")
OFFICER = re.compile(r"(?i)\b(secretary|president|countries|envoy|initiative|rapporteur|project|contingent|monitor|peacekeeper|"
                     r"philippines|usa|american|kids?|conferences|rights|wildlife|government|develoment|family)\b|^Un |United Nations |Sri Lanka")


def plain(name, columns, codes, taken):
    """A list that is ours alone."""
    rows = table(name)
    seen = set()
    for r in rows:
        if name in ("agencies", "outlets"):
            # "The Star (Kenya)" is printed "The Star"; the brackets are for whoever reads the list. A word with an article alone
            # is no name without it.
            r["name"] = re.sub(r" \(.*\)$", "", r["name"])
            mark = lambda n: "=" + n if re.fullmatch(r"The [^ ]+", n) else n
            r["name"] = mark(r["name"])
            r["aliases"] = "|".join(mark(a) for a in split(r["aliases"]))
        if r.get("country") and r["country"] not in codes:
            sys.exit(f"{name}: no country {r['country']}: {r}")
        key = (r.get("country"), fold(r["name"].lstrip("=")))
        if key in seen and "kind" not in r:
            sys.exit(f"{name}: twice: {r['name']}")
        seen.add(key)
        taken.update(fold(n.lstrip("=")) for n in [r["name"], *split(r.get("aliases", ""))])
        r["aliases"] = "|".join(a for a in merge(split(r.get("aliases", ""))) if a != r["name"])
    write(name, columns, rows, ["From " + OWN.format(name)])


def main():
    shared = pathlib.Path(sys.argv[1])
    (HERE / "lists").mkdir(exist_ok=True)
    codes = countries(shared)
    code2 = {three: two for two, three in codes.items()}
    taken = set()
    plain("seats", ["country", "name", "aliases"], codes, taken)
    plain("offices", ["country", "kind", "office", "name", "aliases"], codes, taken)
    plain("agencies", ["country", "name", "aliases"], codes, taken)
    plain("outlets", ["country", "name", "aliases"], codes, taken)
    bodies(shared, taken)
    groups(shared, code2, taken)


if __name__ == "__main__":
    main()
