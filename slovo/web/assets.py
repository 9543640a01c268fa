"""Build what the pages load, from the front-end packages and our own sources.

python -m slovo.web.assets

Reads node_modules/ and slovo/web/static/slovo/, writes slovo/web/static/built/:
slovo.css (the desk), client.css (the client's pages), icons.svg (one sprite), fonts, scripts;
each also compressed beside itself, so that nobody waits for a full-sized file.
"""

import json
import re
import shutil
import sys
from pathlib import Path

import django_htmx
from whitenoise.compress import Compressor

HERE = Path(__file__).resolve().parent
SOURCES = HERE / "static" / "slovo"
BUILT = HERE / "static" / "built"
PACKAGES = HERE.parent.parent / "node_modules"

NORMALIZE = PACKAGES / "modern-normalize" / "modern-normalize.css"
DESK = (
    "tokens ground controls forms marks frame today case composer cases palette tables settings"
    " timeline work promises duty recovery board inquiry narrow touch paper"
).split()
CLIENT = "tokens ground controls forms marks client paper".split()

FONTS = (
    ("Inter Variable", "@fontsource-variable/inter", "inter-{subset}-wght-normal", "100 900"),
    ("Literata", "@fontsource/literata", "literata-{subset}-500-normal", "500"),
)
SUBSETS = ("latin", "latin-ext", "cyrillic", "cyrillic-ext")

FACE = """@font-face{{font-family:"{family}";font-style:normal;font-weight:{weight};\
font-display:swap;src:url("{file}") format("woff2");unicode-range:{reach}}}
"""


class PartMissing(Exception):
    """A front-end package is not there; `npm ci` brings it."""


def build() -> list[Path]:
    """Write every built file anew and name them."""
    shutil.rmtree(BUILT, ignore_errors=True)
    BUILT.mkdir(parents=True)
    faces = build_fonts()
    voice = [face for face in faces if "Literata" in face]
    normalize = read(NORMALIZE)
    write("slovo.css", squeeze(normalize + "".join(faces) + join(DESK)))
    write("client.css", squeeze(normalize + "".join(voice) + join(CLIENT)))
    write("icons.svg", sprite())
    copy_scripts()
    squash()
    return sorted(BUILT.iterdir())


def copy_scripts() -> None:
    shutil.copy(find(PACKAGES / "trix" / "dist" / "trix.umd.min.js"), BUILT / "trix.js")
    htmx = Path(django_htmx.__file__).parent / "static" / "django_htmx" / "htmx-4.min.js"
    shutil.copy(find(htmx), BUILT / "htmx.js")
    for script in SOURCES.glob("*.js"):
        shutil.copy(script, BUILT / script.name)


def squash() -> None:
    compressor = Compressor(quiet=True)
    for path in sorted(BUILT.iterdir()):
        if compressor.should_compress(path.name):
            compressor.compress(str(path))


def build_fonts() -> list[str]:
    faces = []
    for family, package, pattern, weight in FONTS:
        reaches = json.loads(read(PACKAGES / package / "unicode.json"))
        for subset in SUBSETS:
            name = pattern.format(subset=subset) + ".woff2"
            shutil.copy(find(PACKAGES / package / "files" / name), BUILT / name)
            face = FACE.format(family=family, weight=weight, file=name, reach=reaches[subset])
            faces.append(face)
    return faces


def join(names: list[str]) -> str:
    return two_lights("\n".join(read(SOURCES / f"{name}.css") for name in names))


def two_lights(css: str) -> str:
    """Turn each `--name: light-dark(a, b)` into what older browsers understand as well."""
    declaration = re.compile(r"(--[\w-]+):\s*light-dark\(([^,]+), ([^,;]+)\);")
    dark = "".join(f"{name}:{b};" for name, _, b in declaration.findall(css))
    css = declaration.sub(r"\1: \2;", css)
    return (
        css
        + "@media screen and (prefers-color-scheme:dark)"
        + f'{{:root:not([data-theme="light"]){{{dark}}}}}\n'
        + f'@media screen{{:root[data-theme="dark"]{{{dark}}}}}\n'
    )


def squeeze(css: str) -> str:
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    css = re.sub(r"\s+", " ", css)
    return re.sub(r"\s*([{};,])\s*", r"\1", css).replace(": ", ":").strip() + "\n"


def sprite() -> str:
    symbols = "".join(map(symbol, read(HERE / "icons.txt").split()))
    return f'<svg xmlns="http://www.w3.org/2000/svg">{symbols}</svg>\n'


def symbol(name: str) -> str:
    drawing = read(PACKAGES / "@tabler" / "icons" / "icons" / "outline" / f"{name}.svg")
    inside = re.sub(r"\s*\n\s*", "", drawing[drawing.index(">") + 1 : drawing.rindex("</svg>")])
    inside = inside.replace('<path stroke="none" d="M0 0h24v24H0z" fill="none" />', "")
    return f'<symbol id="{name}" viewBox="0 0 24 24">{inside}</symbol>\n'


def read(path: Path) -> str:
    return find(path).read_text(encoding="utf-8")


def write(name: str, text: str) -> None:
    (BUILT / name).write_text(text, encoding="utf-8")


def find(path: Path) -> Path:
    if not path.exists():
        raise PartMissing(path)
    return path


if __name__ == "__main__":
    try:
        built = build()
    except PartMissing as missing:
        sys.exit(f"A front-end part is missing: {missing}. Run npm ci and try again.")
    sys.stdout.write(f"{len(built)} files in {BUILT}\n")
