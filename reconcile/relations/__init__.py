"""A Group to suggested relations, conflicts and bounds."""
