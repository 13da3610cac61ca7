"""mapdocs check: the rules, before the buyer sees anything."""

from __future__ import annotations

from datetime import date

import click

from mapdocs.cli.options import today_option
from mapdocs.cli.output import existing_specs, show_findings, show_github, summary, verdict
from mapdocs.findings import Finding


@click.command(name="check", short_help="Check specs against the training's rules.")
@click.argument("specs", nargs=-1, required=True, metavar="SPEC...")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "github"]),
    default="text",
    show_default=True,
    help="How findings are printed.",
)
@click.option("--strict", is_flag=True, help="Warnings count as errors.")
@click.option("--variant", type=click.Choice(["auto", "full", "lite"]), default="auto", help="Check as this variant.")
@today_option
@click.pass_context
def command(
    ctx: click.Context, specs: tuple[str, ...], form: str, strict: bool, variant: str, today: date | None
) -> None:
    """Check each SPEC (a YAML file, or a folder of them) against the rules.

    Exits with 1 where there are errors. Explain a rule with: mapdocs rules MAP105
    """
    import mapdocs

    day, found, texts = today or date.today(), list[Finding](), dict[str, str]()
    paths = existing_specs(specs)
    for path in paths:
        spec = mapdocs.load(path)
        for finding in mapdocs.check(spec, today=day, variant=variant):  # type: ignore[arg-type]
            if finding not in found:  # a mistake in mapdocs.yaml is told once, not once a spec
                found.append(finding)
        remember_texts(texts, spec.source.file, spec.source.text, found)
    findings = tuple(found)
    if form == "json":
        import json

        click.echo(json.dumps([f.as_json() for f in findings], ensure_ascii=False, indent=1))
    elif form == "github":
        show_github(findings)
    else:
        show_findings(findings, texts)
        what = f"{len(paths)} specs" if len(paths) > 1 else str(paths[0])
        click.echo(f"{what}: {summary(findings)}", err=True)
    ctx.exit(verdict(findings, strict=strict))


def remember_texts(texts: dict[str, str], file: str, text: str, findings: list[Finding]) -> None:
    """Keep the texts that excerpts are cut from: the spec's, and those of other files that findings name."""
    from pathlib import Path

    from mapdocs.spec.text import decode

    texts[file] = text
    for name in {f.file for f in findings} - texts.keys():
        other = decode(Path(name).read_bytes()) if Path(name).is_file() else ""
        texts[name] = other if isinstance(other, str) else ""
