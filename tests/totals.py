"""Adds up the reports of several pytest runs: names what was skipped, ends with the totals."""

import sys
from pathlib import Path
from xml.etree import ElementTree


def main(reports: list[str]) -> int:
    count = dict.fromkeys(("tests", "failures", "errors", "skipped"), 0)
    for report in filter(Path.exists, map(Path, reports)):
        for suite in ElementTree.parse(report).iter("testsuite"):
            for key in count:
                count[key] += int(suite.get(key, 0))
        for case in ElementTree.parse(report).iter("testcase"):
            for skipped in case.iter("skipped"):
                name = f"{case.get('classname')}.{case.get('name')}"
                print(f"Not run: {name}: {skipped.get('message')}")
    failed = count["failures"] + count["errors"]
    passed = count["tests"] - failed - count["skipped"]
    skipped = f", {count['skipped']} skipped" if count["skipped"] else ""
    print(f"{passed} passed, {failed} failed{skipped}")
    return int(failed > 0 or passed == 0)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
