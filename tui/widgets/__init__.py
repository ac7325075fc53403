"""The desk's widgets. Those that show lists and texts draw only the lines in sight."""
