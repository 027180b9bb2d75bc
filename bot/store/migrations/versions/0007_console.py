"""What staff do in the console."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from bot.store.migrations import audit, erasure_tasks, figures, lists, readings, staff_mails, unanswered

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    lists.add()
    figures.add()
    audit.add()
    readings.add()
    staff_mails.add()
    erasure_tasks.add()
    unanswered.add()
    _staff_acts()
    _ticket_viewers()
    _staff_accounts()
    _staff_passkeys()
    _staff_sessions()
    _staff_failures()


def _staff_acts() -> None:
    op.create_table(
        "staff_acts",
        sa.Column("id", sa.String(80), nullable=False),
        sa.Column("staff", sa.String(64), nullable=False),
        sa.Column("number", sa.String(16), nullable=False),
        sa.Column("what", sa.String(32), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("result", sa.String(8), nullable=True),
        sa.Column("why", sa.String(40), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_staff_acts")),
    )
    op.create_index(op.f("ix_staff_acts_number"), "staff_acts", ["number"])
    op.create_index(op.f("ix_staff_acts_at"), "staff_acts", ["at"])


def _ticket_viewers() -> None:
    op.create_table(
        "ticket_viewers",
        sa.Column("number", sa.String(16), nullable=False),
        sa.Column("member", sa.String(64), nullable=False),
        sa.Column("seen_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("number", "member", name=op.f("pk_ticket_viewers")),
    )
    op.create_index(op.f("ix_ticket_viewers_seen_at"), "ticket_viewers", ["seen_at"])


def _staff_accounts() -> None:
    op.create_table(
        "staff_accounts",
        sa.Column("id", sa.String(64), nullable=False),
        sa.Column("address", sa.String(32), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("roles", sa.String(80), nullable=False),
        sa.Column("active", sa.Boolean(), server_default=sa.text("true"), nullable=False),
        sa.Column("password", sa.String(255), nullable=True),
        sa.Column("stamp", sa.String(64), nullable=False),
        sa.Column("handle", sa.String(64), nullable=False),
        sa.Column("totp", sa.LargeBinary(), nullable=True),
        sa.Column("totp_counter", sa.BigInteger(), nullable=True),
        sa.Column("recovery", sa.Text(), nullable=True),
        sa.Column("language", sa.String(2), nullable=True),
        sa.Column("theme", sa.String(5), server_default="auto", nullable=False),
        sa.Column("link", sa.String(64), nullable=True),
        sa.Column("link_until", sa.BigInteger(), nullable=True),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_staff_accounts")),
        sa.UniqueConstraint("address", name=op.f("uq_staff_accounts_address")),
        sa.UniqueConstraint("stamp", name=op.f("uq_staff_accounts_stamp")),
        sa.UniqueConstraint("handle", name=op.f("uq_staff_accounts_handle")),
        sa.UniqueConstraint("link", name=op.f("uq_staff_accounts_link")),
    )


def _staff_passkeys() -> None:
    op.create_table(
        "staff_passkeys",
        sa.Column("id", sa.String(700), nullable=False),
        sa.Column("staff", sa.String(64), nullable=False),
        sa.Column("name", sa.LargeBinary(), nullable=False),
        sa.Column("public_key", sa.LargeBinary(), nullable=False),
        sa.Column("sign_count", sa.BigInteger(), nullable=False),
        sa.Column("transports", sa.String(120), nullable=False),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.Column("used_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_staff_passkeys")),
        sa.ForeignKeyConstraint(
            ["staff"], ["staff_accounts.id"], name=op.f("fk_staff_passkeys_staff_staff_accounts")
        ),
    )
    op.create_index(op.f("ix_staff_passkeys_staff"), "staff_passkeys", ["staff"])


def _staff_sessions() -> None:
    op.create_table(
        "staff_sessions",
        sa.Column("id", sa.String(64), nullable=False),
        sa.Column("staff", sa.String(64), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.Column("seen_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_staff_sessions")),
        sa.ForeignKeyConstraint(
            ["staff"], ["staff_accounts.id"], name=op.f("fk_staff_sessions_staff_staff_accounts")
        ),
    )
    op.create_index(op.f("ix_staff_sessions_staff"), "staff_sessions", ["staff"])
    op.create_index(op.f("ix_staff_sessions_seen_at"), "staff_sessions", ["seen_at"])


def _staff_failures() -> None:
    row_id = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    op.create_table(
        "staff_failures",
        sa.Column("id", row_id, autoincrement=True, nullable=False),
        sa.Column("subject", sa.String(32), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_staff_failures")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_staff_failures_subject"), "staff_failures", ["subject"])
    op.create_index(op.f("ix_staff_failures_at"), "staff_failures", ["at"])


def downgrade() -> None:
    unanswered.remove()
    erasure_tasks.remove()
    staff_mails.remove()
    readings.remove()
    audit.remove()
    figures.remove()
    lists.remove()
    op.drop_table("staff_failures")
    op.drop_table("staff_sessions")
    op.drop_table("staff_passkeys")
    op.drop_table("staff_accounts")
    op.drop_table("ticket_viewers")
    op.drop_table("staff_acts")
