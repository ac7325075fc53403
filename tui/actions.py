"""Every key of the desk in one table: what it is called, what it does, and where it shows.

The table feeds the bindings, the line of keys at the foot, the help, the palette and the keymap file.
Plain letters only: Ctrl+Enter, Ctrl+M, Ctrl+H, function keys and Ctrl+J/K/Q/E are eaten by one
terminal or another.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from tui.language import N_


class Scope(StrEnum):
    """Where a key is alive."""

    EVERYWHERE = "everywhere"
    LIST = "list"
    INBOX = "inbox"
    GROUP = "group"
    SOURCE = "source"
    AUDIT = "audit"
    EXPORT = "export"


SCOPE_NAMES: dict[Scope, str] = {
    Scope.EVERYWHERE: N_("Everywhere"),
    Scope.LIST: N_("Lists"),
    Scope.INBOX: N_("Inbox"),
    Scope.GROUP: N_("Group"),
    Scope.SOURCE: N_("Source"),
    Scope.AUDIT: N_("Audit"),
    Scope.EXPORT: N_("Export"),
}


@dataclass(frozen=True, slots=True)
class Action:
    """One thing an editor can do.

    ``keys`` are Textual's names, comma-separated. ``run`` is the action that a screen, a widget or the
    application defines. ``short`` is its word in the line at the foot; ``foot`` says how badly it is wanted
    there when the line is too short for all (1 first; 0: never there).
    """

    scope: Scope
    name: str
    keys: str
    run: str
    help: str
    short: str = ""
    foot: int = 0

    @property
    def id(self) -> str:
        """The name by which the keymap file calls it: ``group.agree``."""
        return f"{self.scope}.{self.name}"


E, L, I, G = Scope.EVERYWHERE, Scope.LIST, Scope.INBOX, Scope.GROUP  # noqa: E741 - columns of a table
S, A, X = Scope.SOURCE, Scope.AUDIT, Scope.EXPORT

# fmt: off
ACTIONS: tuple[Action, ...] = (
    Action(E, "inbox", "1", "app.go('inbox')", N_("Go to the inbox")),
    Action(E, "group", "2", "app.go('group')", N_("Go to the group")),
    Action(E, "source", "3", "app.go('source')", N_("Go to the source: the document and its claims")),
    Action(E, "audit", "4", "app.go('audit')", N_("Go to the audit: who said and who decided what")),
    Action(E, "export", "5", "app.go('export')", N_("Go to the export")),
    Action(E, "undo", "u", "app.undo", N_("Undo the last decision, also over sessions"), N_("Undo"), 2),
    Action(E, "redo", "U", "app.redo", N_("Redo what was undone")),
    Action(E, "palette", "colon,ctrl+p", "app.command_palette", N_("Open the palette: every command by name")),
    Action(E, "search", "ctrl+f", "app.search", N_("Search everything: claims, documents, sources")),
    Action(E, "add", "ctrl+n", "app.add", N_("Add files, a folder or an address")),
    Action(E, "settings", "comma", "app.settings", N_("Change the settings")),
    Action(E, "jump", "ctrl+o", "app.jump", N_("Jump: a letter on everything that can have the focus")),
    Action(E, "help", "question_mark", "app.help", N_("Explain the keys of what has the focus"), N_("Help"), 1),
    Action(E, "back", "q", "app.up", N_("Go back; from the inbox, quit")),
    Action(E, "escape", "escape", "app.escape", N_("Close what is open, else go back")),
    Action(E, "quit", "ctrl+c", "app.leave", N_("Quit; every decision is already kept")),

    Action(L, "down", "j,down", "down", N_("Down")),
    Action(L, "up", "k,up", "up", N_("Up")),
    Action(L, "first", "g,home", "first", N_("First")),
    Action(L, "last", "G,end", "last", N_("Last")),
    Action(L, "page_down", "pagedown,ctrl+d", "page(1)", N_("A page down")),
    Action(L, "page_up", "pageup,ctrl+u", "page(-1)", N_("A page up")),

    Action(I, "open", "enter", "open", N_("Open the group"), N_("Open"), 1),
    Action(I, "filter", "slash", "filter", N_("Filter by words"), N_("Filter"), 2),
    Action(I, "sort", "S", "sort", N_("Sort by attention, name, date or number of claims"), N_("Sort"), 3),
    Action(I, "status", "f", "status", N_("Show all groups, or those open, in review, settled, set aside"), N_("Show"), 4),
    Action(I, "range", "v", "range", N_("Choose a range of groups"), N_("Range"), 5),
    Action(I, "merge", "m", "merge", N_("Merge the chosen groups into one"), N_("Merge"), 6),
    Action(I, "set_aside", "i", "set_aside", N_("Set the group aside, or take it up again"), N_("Aside"), 5),
    Action(I, "assign", "@", "assign", N_("Assign the group to an editor")),
    Action(I, "rename", "r", "rename", N_("Rename the group")),

    Action(G, "agree", "a", "mark('agreement')", N_("Agreement: both can be printed together"), N_("Agree"), 1),
    Action(G, "contradict", "x", "mark('contradiction')", N_("Contradiction: both cannot be right"), N_("Contra"), 1),
    Action(G, "supersede", "s", "mark('succession')", N_("Succession: the later supersedes the earlier"), N_("Supers"), 1),
    Action(G, "apart", "d", "mark('apart')", N_("Apart: another scope or question"), N_("Apart"), 1),
    Action(G, "clear", "0", "clear", N_("Clear the decision"), N_("Clear"), 5),
    Action(G, "next_undecided", "space", "next_undecided", N_("Next undecided claim; where none is left, the next group that has one"), N_("Next"), 4),
    Action(G, "accept", "enter", "accept", N_("Accept the suggestion; on a decided claim, open its source"), N_("Accept"), 3),
    Action(G, "accept_all", "equals_sign", "accept_all", N_("Accept all suggestions of agreement of this group"), N_("All agree"), 5),
    Action(G, "anchor", "A", "anchor", N_("Make this claim the anchor, with which the others are compared")),
    Action(G, "verdict", "V", "verdict", N_("Verdict: low, best, high, status, treatment and reason"), N_("Verdict"), 2),
    Action(G, "note", "e", "note", N_("Write a note on the claim"), N_("Note"), 5),
    Action(G, "group_note", "E", "group_note", N_("Write a note on the group")),
    Action(G, "split", "p", "split", N_("Split the claim off into a group of its own")),
    Action(G, "move", "m", "move", N_("Move the claim into another group")),
    Action(G, "next_group", "right_square_bracket", "step(1)", N_("Next group")),
    Action(G, "previous_group", "left_square_bracket", "step(-1)", N_("Previous group")),
    Action(G, "swap", "tab", "swap", N_("The other passage: A is the anchor, B the claim")),
    Action(G, "passage_down", "J", "scroll_passage(1)", N_("The passage a line down")),
    Action(G, "passage_up", "K", "scroll_passage(-1)", N_("The passage a line up")),
    Action(G, "zoom", "z", "zoom", N_("Zoom: the passage over the whole screen, and back"), N_("Zoom"), 7),
    Action(G, "chart", "c", "chart", N_("Chart of the figures over time"), N_("Chart"), 6),
    Action(G, "why", "w", "why", N_("Why: the rule, the score and its parts"), N_("Why"), 4),
    Action(G, "lineage", "l", "lineage", N_("Lineage: which claims share an origin, and what follows")),
    Action(G, "copy", "y", "copy", N_("Copy the quote with its citation"), N_("Copy"), 6),
    Action(G, "copy_file", "Y", "copy_file", N_("Write the quote with its citation to a file")),
    Action(G, "assign", "@", "assign", N_("Assign the group to an editor")),
    Action(G, "rename", "r", "rename", N_("Rename the group")),
    Action(G, "who", "o", "who", N_("Audit the claim's source")),
    Action(G, "history", "h", "history", N_("The journal of the group")),
    Action(G, "filter", "slash", "filter", N_("Find a claim by words")),

    Action(S, "next_claim", "n", "next(1)", N_("Next claim; after a find, next hit"), N_("Next"), 1),
    Action(S, "previous_claim", "N", "next(-1)", N_("Previous claim; after a find, previous hit")),
    Action(S, "find", "slash", "find", N_("Find in the document"), N_("Find"), 2),
    Action(S, "select", "v", "select", N_("Select words: move the end with the arrows, v again to stop"), N_("Select"), 3),
    Action(S, "add_claim", "plus", "add_claim", N_("Add a claim from the selection"), N_("Claim"), 4),
    Action(S, "correct", "E", "correct", N_("Correct a field of the claim"), N_("Correct"), 5),
    Action(S, "original", "o", "original", N_("Open the address of the original"), N_("Original"), 6),
    Action(S, "undo_to", "t", "undo_to", N_("Undo everything back to the chosen entry"), N_("Undo to"), 7),
    Action(S, "copy", "y", "copy", N_("Copy the quote with its citation"), N_("Copy"), 8),
    Action(S, "copy_file", "Y", "copy_file", N_("Write the quote with its citation to a file")),
    Action(S, "journal", "h", "journal", N_("Move between the text and the journal of the claim")),
    Action(S, "group", "enter", "group", N_("Open the group of the claim")),
    Action(S, "documents", "l", "documents", N_("List the documents"), N_("Documents"), 8),

    Action(A, "open", "enter", "open", N_("Open the source, or the place of a claim"), N_("Open"), 1),
    Action(A, "pane", "tab", "pane", N_("Sources, their claims, the journal"), N_("Pane"), 2),
    Action(A, "filter", "slash", "filter", N_("Filter the sources by words"), N_("Filter"), 3),
    Action(A, "grade", "r", "grade", N_("Grade the source's reliability, A to F"), N_("Grade"), 4),
    Action(A, "undo_to", "t", "undo_to", N_("Undo everything back to the chosen entry"), N_("Undo to"), 5),
    Action(A, "merge", "m", "merge", N_("Merge this source into another"), N_("Merge"), 6),

    Action(X, "format", "f", "format", N_("Choose the format"), N_("Format"), 1),
    Action(X, "scope", "s", "scope", N_("Choose what to export: all, settled, or this group"), N_("Scope"), 2),
    Action(X, "file", "slash", "file", N_("Choose the file"), N_("File"), 3),
    Action(X, "write", "enter", "write", N_("Write the file"), N_("Write"), 4),
)
# fmt: on


def of(*scopes: Scope) -> tuple[Action, ...]:
    """List the actions of ``scopes``, in the table's order."""
    return tuple(action for action in ACTIONS if action.scope in scopes)


def by_id(action_id: str) -> Action | None:
    """Find an action by the name that the keymap file uses."""
    return next((action for action in ACTIONS if action.id == action_id), None)
