"""The catalogues of the desk's messages, one a language; English stands in the code."""
