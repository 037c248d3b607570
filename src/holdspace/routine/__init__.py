"""The script language: grammar, parser, model, durations, diagnostics."""
