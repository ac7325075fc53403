"""An editor's decision to a judgement, a verdict, an undo."""
