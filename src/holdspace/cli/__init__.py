"""The commands: arguments, progress, printing; no logic of their own."""
