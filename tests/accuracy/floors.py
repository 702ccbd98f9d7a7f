#!/usr/bin/env python3
"""Fail where a measured accuracy is below its floor.

    floors.py MEASURED.json FLOORS.toml

MEASURED.json is what the scorer writes: counts for each part and transcript, and for "ALL" of them.
A floor names a part, two counts whose quotient is measured, and the least (or, for `most`, greatest) value allowed;
`bar` is what is aimed at where the program is not there yet.
"""
import json
import sys
import tomllib
from pathlib import Path


def measure(counts, rule):
    """The measured value of one rule, and how it reads."""
    if "count" in rule:
        value = sum(counts.get(name, 0) for name in rule["count"])
        return value, str(value)
    hit = counts.get(rule["hit"], 0)
    of = sum(counts.get(name, 0) for name in rule["of"])
    return (hit / of if of else 0.0), f"{hit}/{of} = {100 * hit / of if of else 0:.2f} %"


def main():
    measured = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    rules = tomllib.loads(Path(sys.argv[2]).read_text(encoding="utf-8"))["floor"]
    failed = 0
    for rule in rules:
        counts = measured.get(rule["part"], {}).get("ALL")
        if counts is None:
            print(f"FAIL {rule['name']}: part {rule['part']} was not measured")
            failed += 1
            continue
        value, text = measure(counts, rule)
        good = value <= rule["most"] if "most" in rule else value >= rule["least"]
        bound = f"at most {rule['most']}" if "most" in rule else f"at least {100 * rule['least']:g} %"
        if "bar" in rule:
            bound += f"; the bar is {100 * rule['bar']:g} %"
        print(f"{'ok  ' if good else 'FAIL'} {rule['name']}: {text} ({bound})")
        failed += not good
    print(f"{len(rules) - failed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
