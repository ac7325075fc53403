"""Every command: the section of the help it stands in, the module that holds it, and what it does."""

from __future__ import annotations

#: Section → command → the module that holds it (as a Click command of the same name), and its short help.
SECTIONS: dict[str, dict[str, tuple[str, str]]] = {
    "The main job": {
        "add": ("reconcile.cli.add", "Read texts, find their claims, and keep what is new."),
        "review": ("reconcile.cli.review", "Open the desk: see what differs and decide."),
        "export": ("reconcile.cli.export", "Write the reconciled table."),
        "demo": (
            "reconcile.cli.demo",
            "Make a ledger of the project's own dispatches and open it.",
        ),
    },
    "Look up": {
        "documents": ("reconcile.cli.lookup", "List the documents."),
        "groups": ("reconcile.cli.lookup", "List the groups."),
        "claims": ("reconcile.cli.lookup", "List the claims."),
        "sources": ("reconcile.cli.lookup", "List the sources."),
        "search": ("reconcile.cli.lookup", "Find words in everything that is kept."),
        "show": ("reconcile.cli.show", "Show one group: claims, suggestions, decisions."),
        "bounds": ("reconcile.cli.bounds", "Bound a group's figure over any period and place."),
    },
    "Decide": {
        "judge": ("reconcile.cli.decide", "Judge how two claims stand to one another."),
        "clear": ("reconcile.cli.decide", "Take a judgement away."),
        "settle": ("reconcile.cli.decide", "Give a verdict on a group: low, best, high, why."),
        "status": ("reconcile.cli.decide", "Set how far the review of a group has come."),
        "assign": ("reconcile.cli.arrange", "Assign a group to an editor."),
        "note": ("reconcile.cli.arrange", "Write a note on a group, claim, source or document."),
        "merge": ("reconcile.cli.arrange", "Merge groups."),
        "split": ("reconcile.cli.arrange", "Split claims off a group."),
        "move": ("reconcile.cli.arrange", "Move a claim into another group."),
        "correct": ("reconcile.cli.arrange", "Correct a field of a claim."),
        "grade": ("reconcile.cli.arrange", "Grade a source or a claim on the Admiralty code."),
        "merge-sources": ("reconcile.cli.arrange", "Say that two sources are one."),
        "undo": ("reconcile.cli.decide", "Take a decision back."),
        "redo": ("reconcile.cli.decide", "Do again what was taken back."),
        "import-decisions": (
            "reconcile.cli.decisions",
            "Say what a table that was edited elsewhere would decide.",
        ),
    },
    "Audit": {
        "who": ("reconcile.cli.audit", "Show what a source said, where, and what became of it."),
        "history": ("reconcile.cli.audit", "Show who decided what, and when."),
        "verify": ("reconcile.cli.audit", "Check the journal, the documents and every quote."),
        "seal": ("reconcile.cli.audit", "Write the journal's head, to be published elsewhere."),
        "diff": ("reconcile.cli.diff", "Say what changed between two exports."),
        "bundle": (
            "reconcile.cli.bundle",
            "Write the whole ledger as one file that others can check.",
        ),
        "unbundle": ("reconcile.cli.bundle", "Make a ledger of a bundle."),
    },
    "Keep going": {
        "watch": ("reconcile.cli.watch", "Keep adding what appears in a folder or feed."),
        "serve": ("reconcile.cli.serve", "Open the desk in a browser, on this machine alone."),
        "db": ("reconcile.cli.db", "Upgrade, check, back up, restore, copy a ledger; grant roles."),
        "match": ("reconcile.cli.match", "Learn from editors which claims are on one question."),
    },
    "The steps alone, as a pipe": {
        "extract": (
            "reconcile.cli.extract",
            "Print the claims of texts as JSON Lines, without a ledger.",
        ),
        "quantities": ("reconcile.cli.figures", "Print the figures of each line of text."),
        "group": ("reconcile.cli.group", "Group claims that answer the same question."),
        "compare": ("reconcile.cli.compare", "Say how two texts or claims stand to one another."),
        "gold": ("reconcile.cli.gold", "Write what editors corrected as marked claims."),
        "score": ("reconcile.cli.gold", "Measure extraction against claims marked by hand."),
    },
}

COMMANDS: dict[str, tuple[str, str]] = {
    name: entry for section in SECTIONS.values() for name, entry in section.items()
}
