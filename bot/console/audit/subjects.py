"""What can be asked for in the record of what staff did: several kinds of entries under one word."""

from __future__ import annotations

from collections.abc import Mapping

SUBJECTS: Mapping[str, frozenset[str]] = {
    "signing_in": frozenset({"login", "login_failed", "locked", "logout", "session_ended"}),
    "accounts": frozenset(
        {
            "password_changed",
            "second_factor_set",
            "second_factor_reset",
            "recovery_codes_made",
            "passkey_added",
            "passkey_removed",
            "member_created",
            "member_deactivated",
            "member_reactivated",
            "roles_changed",
            "link_made",
        }
    ),
    "settings": frozenset({"preferences_changed", "settings_changed", "view_saved", "view_removed"}),
    "exports": frozenset({"tickets_exported", "figures_exported", "audit_exported", "exported"}),
    "evidence": frozenset(
        {"evidence_erased", "evidence_opened", "file_opened", "identity_raised", "identity_failed"}
    ),
    "decisions": frozenset({"item_proposed", "item_executed", "moved", "move_denied"}),
    "messages": frozenset({"message_out", "note_added", "answer_sent"}),
    "periods": frozenset({"clock_extended", "hold_set"}),
    "assignment": frozenset({"assigned", "tagged", "linked", "absorbed"}),
    "conversation": frozenset({"handover_began", "handover_ended"}),
    "erasure": frozenset({"erasure_requested", "erasure_approved", "erasure_done"}),
    "mails_turned_away": frozenset({"mail_turned_away"}),
    "repairs": frozenset({"task_finished", "event_retried", "message_retried", "records_pruned"}),
}
"""The words are `console.audit.subject.*`."""
