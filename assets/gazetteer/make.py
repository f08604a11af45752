#!/usr/bin/env python3
"""Makes the gazetteers beside this file from the Unicode CLDR packages of the npm registry.

usage: make.py [FOLDER]      FOLDER keeps the packages between runs (default: a temporary one)

One file a language, in the shape of a lexicon's classes: places, nationalities, units (currencies too),
months of the calendars in use and weekdays, each under its code. Demonyms are by rule, from the names of
territories, currencies ("ريال سعودي") and languages ("الروسية"). Nothing here is written by hand: what
the press writes otherwise stands in `../lexicon/*.facts.toml`.

The data is © Unicode, Inc., under the licence beside this file (LICENSE-UNICODE).
"""
import json, pathlib, re, shutil, subprocess, sys, tarfile, tempfile

PACKAGES = {"core": "48.2.0", "localenames-full": "48.2.0", "dates-full": "48.2.0",
            "numbers-full": "48.2.0", "units-full": "48.2.0", "cal-islamic-full": "48.2.0",
            "cal-hebrew-full": "48.2.0", "cal-persian-full": "46.1.0"}
# Calendars in use where the language is read, the usual one first.
LANGUAGES = {"ar": ["gregorian", "islamic"], "fa": ["persian", "gregorian", "islamic"],
             "he": ["gregorian", "hebrew"], "ur": ["gregorian", "islamic"],
             "en": ["gregorian", "islamic", "persian", "hebrew"]}
DAYS = "mon tue wed thu fri sat sun".split()
# What a demonym may end in; of two words ("كوري جنوبي") each takes it.
ENDINGS = {"ar": ["", "ة", "ين", "ون", "ان", "تين", "تان", "ات", "ا"], "he": ["", "ת", "ם", "ות"], "en": ["", "s"]}
NO_PLACE = {"UN", "EU", "EZ", "QO", "XA", "XB", "ZZ", "001"}
UNITS = ("area", "digital", "energy", "frequency", "length", "mass", "power", "pressure", "speed",
         "temperature", "volume")
RARE = {"length": "kilometer meter centimeter millimeter mile yard foot inch light-year nautical-mile nanometer",
        "mass": "tonne ton kilogram gram milligram pound ounce carat", "pressure": "bar millibar pascal",
        "energy": "kilowatt-hour calorie kilocalorie joule kilojoule", "speed": "kilometer-per-hour meter-per-second mile-per-hour knot",
        "volume": "cubic-kilometer cubic-meter cubic-centimeter cubic-foot liter milliliter gallon barrel megaliter",
        "area": "square-kilometer hectare square-meter square-mile acre dunam square-foot",
        "temperature": "celsius fahrenheit", "power": "gigawatt megawatt kilowatt watt horsepower"}


def fetch(folder):
    for name, version in PACKAGES.items():
        target = folder / name
        if not (target / "package.json").exists():
            done = subprocess.run(["npm", "pack", f"cldr-{name}@{version}"], cwd=folder, check=True,
                                  capture_output=True, text=True)
            with tarfile.open(folder / done.stdout.split()[-1]) as tar:
                tar.extractall(folder / "new", filter="data")
            shutil.move(folder / "new" / "package", target)


def load(folder, package, language, file):
    """A language's file with that of its regions over it: the months of Algiers are Arabic too."""
    path = folder / package / "main" / language / file
    return json.loads(path.read_text("utf-8"))["main"][language]


def plain(name):
    """A name as the press may write it, or None: no brackets, dashes or commas."""
    name = name.replace("\u200f", "").replace("\u200e", "").strip()
    return None if re.search(r"[()،,]| - |SAR|&", name) or len(name) < 3 else name


def unique(names):
    return list(dict.fromkeys(n for n in names if n))


def territories(folder, language):
    found = load(folder, "localenames-full", language, "territories.json")
    found = found["localeDisplayNames"]["territories"]
    places, regions = {}, {}
    for key, name in found.items():
        code = key.split("-alt-")[0]
        if code not in NO_PLACE and plain(name) and not (code == "US" and name == "US"):
            (regions if code.isdigit() else places).setdefault(code, []).append(plain(name))
    return {k: unique(v) for k, v in places.items()}, {k: unique(v) for k, v in regions.items()}


def cities(folder, language, taken):
    zones = load(folder, "dates-full", language, "timeZoneNames.json")["dates"]["timeZoneNames"]["zone"]
    windows = json.loads((folder / "core/supplemental/windowsZones.json").read_text("utf-8"))
    # The zones that Windows names for a whole territory are those of its largest cities: hamlets fall out.
    keep = {z["mapZone"]["_type"].split()[0] for z in windows["supplemental"]["windowsZones"]["mapTimezones"]}
    found = {}
    if language == "en":
        # English gives only the cities that are not called as their zone is.
        for zone in keep:
            name = zone.rsplit("/", 1)[-1].replace("_", " ")
            if not zone.startswith(("Etc/", "Antarctica/", "America/Indiana", "America/Kentucky", "America/North_Dakota")) and name not in taken:
                found[zone] = [name]

    def walk(node, path):
        if "exemplarCity" in node:
            zone = "/".join(path)
            name = plain(node["exemplarCity"])
            if zone in keep and name and name not in taken and path[0] not in ("Antarctica", "Etc"):
                found[zone] = [name]
            return
        for key, value in node.items():
            if isinstance(value, dict):
                walk(value, path + [key])

    walk(zones, [])
    return found


def currencies(folder, language):
    found = load(folder, "numbers-full", language, "currencies.json")["numbers"]["currencies"]
    regions = json.loads((folder / "core/supplemental/currencyData.json").read_text("utf-8"))
    live = {code for uses in regions["supplemental"]["currencyData"]["region"].values()
            for use in uses for code, what in use.items()
            if "_to" not in what and what.get("_tender") != "false"}
    # A sign that several use ("$") is that of the one for which it is the usual one in English.
    usual = load(folder, "numbers-full", "en", "currencies.json")["numbers"]["currencies"]
    owner = {}
    for code, what in usual.items():
        if code in live:
            owner.setdefault(what.get("symbol-alt-narrow"), code)
    owner.update({what.get("symbol"): code for code, what in usual.items() if code in live})
    names, symbols = {}, {}
    for code, what in found.items():
        if code not in live:
            continue
        forms = unique(v.strip() for k, v in what.items() if k.startswith("displayName"))
        names[code] = [f for f in forms if "(" not in f]
        signs = unique(v.replace("\u200f", "").replace("\u200e", "") for k, v in what.items() if k.startswith("symbol"))
        signs = unique(signs + [usual.get(code, {}).get("symbol", "")])
        symbols[code] = [s for s in signs if len(s) == 1 and not s.isalnum() and owner.get(s, code) == code]
    return {k: v for k, v in names.items() if v}, {k: v for k, v in symbols.items() if v}


def units(folder, language):
    found = load(folder, "units-full", language, "units.json")["units"]["long"]
    names = {}
    for key, what in found.items():
        group, _, unit = key.partition("-")
        if group not in UNITS or (group in RARE and unit not in RARE[group].split()) or not isinstance(what, dict):
            continue
        forms = [what.get("displayName", "")] + [
            v.replace("{0}", "").strip() for k, v in what.items() if k.startswith("unitPattern")]
        names[key] = unique(f for f in forms if f and "{" not in f and "(" not in f and "/" not in f)
    return names


def months(folder, language, calendar):
    package = "dates-full" if calendar == "gregorian" else f"cal-{calendar}-full"
    found = {}
    mains = (folder / package / "main").iterdir()
    for place in sorted(m.name for m in mains if m.name == language or m.name.startswith(language + "-")):
        file = f"ca-{calendar}.json"
        if not (folder / package / "main" / place / file).exists():
            continue
        wide = load(folder, package, place, file)["dates"]["calendars"][calendar]["months"]["format"]["wide"]
        for number, name in wide.items():
            found.setdefault(number.split("-")[0], []).append(name.replace("ʻ", "").replace("ʼ", ""))
    return {n: unique(v) for n, v in found.items()}


def days(folder, language):
    calendar = load(folder, "dates-full", language, "ca-gregorian.json")["dates"]["calendars"]["gregorian"]
    return {k: [v] for k, v in calendar["days"]["format"]["wide"].items()}


def demonyms(language, places, money, folder):
    """By rule: what a language makes of a territory's name to say "of there" (masculine, bare)."""
    tongues = load(folder, "localenames-full", language, "languages.json")["localeDisplayNames"]["languages"]
    main = {t: n for t, n in tongues.items() if len(t) <= 3 and " " not in n}
    rules = {"ar": arabic, "fa": persian, "he": hebrew, "ur": urdu, "en": english}
    found = {code: unique(f for n in names for f in rules[language](n)) for code, names in places.items()}
    if language == "ar":
        for code, names in money.items():
            last = names[0].split()[-1]
            if last.endswith(("ي", "ية")) and not last.startswith("ال") and code[:2] in places:
                found[code[:2]] = unique(found.get(code[:2], []) + [re.sub("ية$", "ي", last)])
        for tongue, name in main.items():
            if name.startswith("ال") and name.endswith("ية"):
                found.setdefault("languages", []).append(name[2:-1])
    elif language == "he":
        found["languages"] = [n[:-1] for n in main.values() if n.endswith("ית")]
    else:
        found["languages"] = list(main.values())
    known = {f for k, v in found.items() if k != "languages" for f in v}
    found["languages"] = unique(f for f in found.get("languages", []) if f not in known)
    return {k: v for k, v in found.items() if v}


def arabic(name):
    name = name.replace("ُ", "")
    words = name.split()
    if len(words) == 1 or words[0] in ("جزر", "جزيرة") and len(words) == 2:
        word = re.sub("^ال", "", words[-1])
        if word.endswith("يا"):
            return [word[:-1]]
        if word.endswith(("ا", "ة", "ى", "و")) and len(word) > 3:
            return [word[:-1] + "ي"]
        return [word if word.endswith("ي") else word + "ي"]
    if len(words) == 2 and words[1].startswith("ال") and words[1].endswith("ية") and not words[0].startswith("ال"):
        return [f"{form} {words[1][2:-1]}" for form in arabic(words[0])]
    return []


def persian(name):
    if " " in name or "\u200c" in name:
        return []
    if name.endswith(("ه", "ا", "و")):
        return [name[:-1] + "ی", name + "ای", name + "\u200cای", name + "یی"]
    return [name if name.endswith("ی") else name + "ی"]


def hebrew(name):
    if " " in name:
        return []
    stem = re.sub("(יה|ה|יים|ים)$", "", name)
    return [stem[:-1] + stem[-1].translate(str.maketrans("ןםףץך", "נמפצכ")) + "י"]


def urdu(name):
    if " " in name:
        return []
    return [re.sub("[اہ]$", "", name) + "ی"]


def english(name):
    if " " in name:
        return []
    if name.endswith("a"):
        return [name + "n"]
    return [name + end for end in ("ian", "ese", "i")] if not name.endswith(("e", "s", "y")) else []


def inflected(language, name):
    return unique(" ".join(word + end for word in name.split()) for end in ENDINGS.get(language, [""]))


def quote(text):
    return json.dumps(text, ensure_ascii=False)


def write(path, head, sections):
    lines = [f"# {line}".rstrip() for line in head]
    for title, table in sections:
        if table:
            lines += ["", f"[class.{title}]"]
            for key in sorted(table):
                name = key if re.fullmatch(r"[A-Za-z0-9_-]+", key) else quote(key)
                lines.append(f"{name} = [{', '.join(quote(v) for v in table[key])}]")
    path.write_text("\n".join(lines) + "\n", "utf-8")


def merged(*tables):
    whole = {}
    for table in tables:
        for key, names in table.items():
            whole[key] = unique(whole.get(key, []) + names)
    return whole


def main():
    here = pathlib.Path(__file__).parent
    with tempfile.TemporaryDirectory() as scratch:
        folder = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else scratch)
        folder.mkdir(parents=True, exist_ok=True)
        fetch(folder)
        shutil.copy(folder / "core/LICENSE", here / "LICENSE-UNICODE")
        for language, calendars in LANGUAGES.items():
            places, regions = territories(folder, language)
            taken = {n for names in list(places.values()) + list(regions.values()) for n in names}
            money, signs = currencies(folder, language)
            kinds = {"noun": unique(form for forms in units(folder, language).values() for form in forms)}
            people = demonyms(language, places, money, folder)
            months_of, seen = {}, set()
            for calendar in calendars:
                for number, names in months(folder, language, calendar).items():
                    months_of[f"{calendar}-{number}"] = [n for n in names if n not in seen]
                seen |= {n for names in months_of.values() for n in names}
            sections = [
                ("place", merged(places, regions, cities(folder, language, taken))),
                ("nationality", {code: [f for n in names for f in inflected(language, n)]
                                 for code, names in people.items()}),
                ("unit", merged(money, signs, kinds)),
                ("month", {k: v for k, v in months_of.items() if v}),
                ("weekday", {str(DAYS.index(k) + 1): v for k, v in days(folder, language).items()})]
            write(here / f"{language}.toml",
                  ["Made by make.py from Unicode CLDR " + PACKAGES["core"] + "; do not edit.",
                   "© Unicode, Inc., licence in LICENSE-UNICODE."], sections)


main()
