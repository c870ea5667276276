"""Packs the extension as a `.vsix` without node, npm or network: `make vscode`, or `python editors/vscode/package.py`.

A `.vsix` is a zip that holds the extension's folder, a manifest in XML and the types of its contents. The same files
give the same bytes, whoever packs them and when.
"""

from __future__ import annotations

import argparse
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape, quoteattr

HERE = Path(__file__).parent
ROOT = HERE.parents[1]

FILES = (
    "package.json",
    "README.md",
    "language-configuration.json",
    "extension.js",
    "connection.js",
    "convert.js",
    "providers.js",
    "syntaxes/gsn.tmLanguage.json",
    "syntaxes/gsn-treaty.tmLanguage.json",
)
"""What the extension consists of."""

TYPES = {
    "json": "application/json",
    "js": "application/javascript",
    "md": "text/markdown",
    "txt": "text/plain",
    "vsixmanifest": "text/xml",
}

FIRST_DAY = (1980, 1, 1, 0, 0, 0)
"""The date of every file: a zip knows none before, and a package is not about when it was packed."""


def manifest(package: dict[str, Any]) -> str:
    """What a marketplace and VS Code read before they open the package."""
    identity = f'Language="en-US" Id={quoteattr(package["name"])}'
    properties = {
        "Microsoft.VisualStudio.Code.Engine": package["engines"]["vscode"],
        "Microsoft.VisualStudio.Code.ExtensionDependencies": "",
        "Microsoft.VisualStudio.Code.ExtensionKind": "workspace",
        "Microsoft.VisualStudio.Code.ExecutesCode": "true",
    }
    stated = "\n".join(
        f"      <Property Id={quoteattr(name)} Value={quoteattr(value)} />" for name, value in properties.items()
    )
    return f"""<?xml version="1.0" encoding="utf-8"?>
<PackageManifest Version="2.0.0" xmlns="http://schemas.microsoft.com/developer/vsx-schema/2011">
  <Metadata>
    <Identity {identity} Version={quoteattr(package["version"])} Publisher={quoteattr(package["publisher"])} />
    <DisplayName>{escape(package["displayName"])}</DisplayName>
    <Description xml:space="preserve">{escape(package["description"])}</Description>
    <Tags>{escape(",".join(f"__ext_{ending}" for ending in _endings(package)))}</Tags>
    <Categories>{escape(",".join(package["categories"]))}</Categories>
    <GalleryFlags>Public</GalleryFlags>
    <License>extension/LICENSE.txt</License>
    <Properties>
{stated}
    </Properties>
  </Metadata>
  <Installation>
    <InstallationTarget Id="Microsoft.VisualStudio.Code" />
  </Installation>
  <Dependencies />
  <Assets>
    <Asset Type="Microsoft.VisualStudio.Code.Manifest" Path="extension/package.json" Addressable="true" />
    <Asset Type="Microsoft.VisualStudio.Services.Content.Details" Path="extension/README.md" Addressable="true" />
    <Asset Type="Microsoft.VisualStudio.Services.Content.License" Path="extension/LICENSE.txt" Addressable="true" />
  </Assets>
</PackageManifest>
"""


def _endings(package: dict[str, Any]) -> list[str]:
    return [ending.removeprefix(".") for one in package["contributes"]["languages"] for ending in one["extensions"]]


def content_types() -> str:
    """Which type each ending in the package stands for."""
    rows = "".join(
        f'<Default Extension=".{ending}" ContentType="{type_}" />' for ending, type_ in sorted(TYPES.items())
    )
    namespace = "http://schemas.openxmlformats.org/package/2006/content-types"
    return f'<?xml version="1.0" encoding="utf-8"?>\n<Types xmlns="{namespace}">{rows}</Types>\n'


def contents() -> Iterator[tuple[str, bytes]]:
    """The names and bytes of all that is packed."""
    package = json.loads((HERE / "package.json").read_text(encoding="utf-8"))
    yield "extension.vsixmanifest", manifest(package).encode()
    yield "[Content_Types].xml", content_types().encode()
    for name in FILES:
        yield f"extension/{name}", (HERE / name).read_bytes()
    yield "extension/LICENSE.txt", (ROOT / "LICENSE").read_bytes()


def pack(folder: Path) -> Path:
    """Write the package into a folder, and give its path."""
    package = json.loads((HERE / "package.json").read_text(encoding="utf-8"))
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / f"{package['name']}-{package['version']}.vsix"
    with zipfile.ZipFile(target, "w") as archive:
        for name, data in contents():
            entry = zipfile.ZipInfo(name, FIRST_DAY)
            entry.external_attr = 0o644 << 16
            entry.create_system = 3  # as on Unix, wherever it is packed
            archive.writestr(entry, data)  # not compressed: libraries do that in different ways
    return target


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Pack the VS Code extension.")
    parser.add_argument("folder", nargs="?", type=Path, default=ROOT / "build")
    print(pack(parser.parse_args().folder))
