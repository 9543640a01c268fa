import re
from pathlib import Path

import pytest

from slovo.web import assets

needs_packages = pytest.mark.skipif(
    not assets.NORMALIZE.exists(), reason="front-end packages are not installed"
)


def test_two_lights_says_each_colour_by_day_and_by_night():
    css = ":root { --paper: light-dark(#fff, #000); --s1: .25rem; }"
    assert assets.two_lights(css) == (
        ":root { --paper: #fff; --s1: .25rem; }"
        "@media screen and (prefers-color-scheme:dark)"
        '{:root:not([data-theme="light"]){--paper:#000;}}\n'
        '@media screen{:root[data-theme="dark"]{--paper:#000;}}\n'
    )


def test_squeeze_keeps_what_matters():
    css = "/* why */\n.a > .b { margin: 0 1px ; }\n\n@media (min-width: 48rem) { .c {} }"
    assert assets.squeeze(css) == ".a > .b{margin:0 1px;}@media (min-width:48rem){.c{}}\n"


@needs_packages
def test_every_icon_used_in_a_template_is_in_the_sprite():
    drawn = set(re.findall(r'id="([\w-]+)"', assets.sprite()))
    house = Path(assets.HERE).parent
    used: set[str] = set()
    for page in house.rglob("*.html"):
        used |= set(re.findall(r'{% icon "([\w-]+)"', page.read_text(encoding="utf-8")))
    assert used - drawn == set()


def test_no_style_sheet_is_left_out():
    sources = {path.stem for path in assets.SOURCES.glob("*.css")}
    assert sources == set(assets.DESK) | set(assets.CLIENT)
