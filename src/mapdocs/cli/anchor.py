"""mapdocs anchor: the teaching pair from a won deal."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import click

from mapdocs.cli.options import today_option
from mapdocs.cli.output import show_findings
from mapdocs.findings import has_errors
from mapdocs.training.flaws import FLAWS


def _pairs(ctx: click.Context, param: click.Parameter, values: tuple[str, ...]) -> dict[str, str]:
    made = {}
    for value in values:
        old, found, new = value.partition("=")
        if not found or not old.strip() or not new.strip():
            raise click.BadParameter(f"write it as OLD=NEW, not {value}", ctx, param)
        made[old.strip()] = new.strip()
    return made


@click.command(name="anchor", short_help="Make the teaching pair from a won deal.")
@click.argument("spec", type=click.Path(exists=True, dir_okay=False))
@click.option("-o", "--out", required=True, type=click.Path(file_okay=False), help="The folder to write into.")
@click.option(
    "--flaw",
    type=click.Choice(list(FLAWS)),
    default=next(iter(FLAWS)),
    show_default=True,
    help="What is wrong with the flawed one.",
)
@click.option("--keep-names", is_flag=True, help="Keep the real names; asks you to type a confirmation.")
@click.option(
    "--replace",
    "also",
    multiple=True,
    callback=_pairs,
    metavar="OLD=NEW",
    help="Another word to replace, such as a product's name.",
)
@click.option("--spec", "with_spec", is_flag=True, help="Also write the two specs.")
@today_option
def command(
    spec: str, out: str, flaw: str, keep_names: bool, also: dict[str, str], with_spec: bool, today: date | None
) -> None:
    """Make two documents from the won deal in SPEC: the plan as it stood at its start, and the same with one flaw.

    Names, companies, addresses, links, amounts and dates are replaced by invented ones, the same in every field.
    """
    from mapdocs.building.company import kit_for
    from mapdocs.formats.pdf.requirements import pdf_problem
    from mapdocs.rules import check
    from mapdocs.schema.loader import load
    from mapdocs.schema.writer import to_yaml
    from mapdocs.storage.manifest import write_files
    from mapdocs.training.disguise import Disguise
    from mapdocs.training.flaws import first_plan, flawed, weeks_ahead

    day = today or date.today()
    loaded = load(spec)
    if has_errors(loaded.findings):
        show_findings(loaded.findings, {spec: loaded.source.text})
        raise click.ClickException(f"{spec} cannot be read as it is; mend it first")
    if keep_names:
        _confirm()
    disguise = None if keep_names else Disguise(loaded, weeks=weeks_ahead(loaded, day), also=also)
    good = first_plan(loaded, disguise, today=day)
    bad = flawed(good, flaw, today=day)
    serious = [
        f
        for f in check(good, today=day, choice="full" if len(good.milestones) >= 6 else "auto")
        if f.level == "error" and f.code != "MAP113"
    ]
    if serious:
        show_findings(serious, {spec: loaded.source.text})
        raise click.ClickException(f"{spec} is no good example: it breaks the rules above")
    problem = pdf_problem()
    kit = kit_for(loaded.settings)
    files: dict[str, bytes] = {}
    for kind, example, wrong in (("good", good, None), ("flawed", bad, flaw)):
        name = f"{kind}-example-for-training"
        files.update(_documents(example, kind, wrong, day, kit, name, with_pdf=problem is None))
        if with_spec:
            head = "Example for training, not for a buyer. Names, amounts and dates are invented."
            files[f"{name}.yaml"] = to_yaml(example, head=head).encode()
    for path in write_files(Path(out), files):
        click.echo(str(path))
    if disguise is not None:
        texts = (
            [row.exit_criteria or "" for row in good.milestones]
            + [row.note or "" for row in good.milestones]
            + [good.deal.outcome or ""]
        )
        left = disguise.unknown_names(texts)
        if left:
            click.echo(
                f"Look at these words, which were left as they are: {', '.join(left)}. Replace one with --replace OLD=NEW",
                err=True,
            )
    if problem:
        click.echo(f"Error: no PDF: {problem}", err=True)
        sys.exit(3)


def _confirm() -> None:
    if not sys.stdin.isatty():
        raise click.UsageError("--keep-names asks for a typed confirmation, and there is no terminal to type in")
    typed = click.prompt(
        "The real names stay in the files. Type KEEP NAMES to go on", err=True, default="", show_default=False
    )
    if typed.strip() != "KEEP NAMES":
        raise click.ClickException("nothing was written")


def _documents(
    example: object, kind: str, flaw: str | None, day: date, kit: object, name: str, *, with_pdf: bool
) -> dict[str, bytes]:
    from mapdocs.plan.builder import buyer_plan
    from mapdocs.training import anchor
    from mapdocs.training.flaws import notes

    plan = buyer_plan(example, today=day, choice="full")  # type: ignore[arg-type]
    made = anchor.Anchor(plan, notes(example, flaw=flaw, today=day), kind, day)  # type: ignore[arg-type]
    files = {f"{name}.docx": anchor.docx(made, kit)}  # type: ignore[arg-type]
    if with_pdf:
        files[f"{name}.pdf"] = anchor.pdf(made, kit)  # type: ignore[arg-type]
    return files
