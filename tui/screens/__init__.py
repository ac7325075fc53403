"""The desk's screens: one module and one stylesheet each."""
