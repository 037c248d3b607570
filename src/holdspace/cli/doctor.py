"""`holdspace doctor`."""

from __future__ import annotations

import typer

from holdspace.cli.guarding import guarded
from holdspace.cli.options import AsJson


@guarded
def doctor(as_json: AsJson = False) -> None:
    """Say what works on this machine, and how to mend what does not. Exits with 3 when nothing can be rendered."""
    from holdspace.cli.choosing import settings_path
    from holdspace.session.examining import Finding, examine

    path = settings_path()
    settings = Finding("settings", "ok", str(path) if path.exists() else f"{path}, which is not there yet")
    findings = [*examine(), settings]
    if as_json:
        import json

        rows = [{"what": f.what, "status": f.status, "detail": f.detail, "mend": f.mend} for f in findings]
        typer.echo(json.dumps(rows, ensure_ascii=False))
    else:
        colours = {"ok": typer.colors.GREEN, "missing": typer.colors.RED, "optional": typer.colors.YELLOW}
        for f in findings:
            typer.secho(f"{f.status:<9}", fg=colours[f.status], nl=False)
            typer.echo(f"{f.what}: {f.detail}")
            if f.mend:
                typer.echo(f"{'':<9}mend: {f.mend}")
    if any(f.status == "missing" for f in findings):
        raise typer.Exit(3)
