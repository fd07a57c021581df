"""Teams of the organisation, who comes and goes on a case's, and what waits while two step in.

Who is on a case's team now is what its newest team statement says, so a row of it may go; the
statements stay. What waits of a stepping in is sealed to the second of the two, is over after a
while by itself, and is emptied when it ends.
"""

from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_OWN = "org = nullif(current_setting('gobetween.org', true), '')::uuid"

UP = [
    """CREATE TABLE organisation_team (
        team uuid PRIMARY KEY,
        org uuid NOT NULL REFERENCES organisation,
        purpose text NOT NULL
            CHECK (purpose IN ('supervisors', 'duty', 'liaison', 'retired')),
        version bigint NOT NULL CHECK (version >= 1),
        statement uuid NOT NULL REFERENCES statement,
        created bigint NOT NULL)""",
    # A cover has two halves, so there is one team for each; of liaisons each place has its own.
    """CREATE UNIQUE INDEX one_covering_team ON organisation_team (org, purpose)
        WHERE purpose IN ('supervisors', 'duty')""",
    """CREATE TABLE step_in (
        id uuid PRIMARY KEY,
        org uuid NOT NULL REFERENCES organisation,
        case_id uuid NOT NULL REFERENCES case_file,
        asker uuid NOT NULL REFERENCES account,
        joiner uuid NOT NULL REFERENCES account,
        capacity text NOT NULL CHECK (capacity IN ('supervisor', 'duty')),
        state text NOT NULL CHECK (state IN ('asked', 'joined', 'done', 'withdrawn')),
        cover bytea NOT NULL CHECK (octet_length(cover) = 32),
        reason text NOT NULL CHECK (reason ~ '^[a-z][a-z-]{0,63}$'),
        half bytea NOT NULL,
        made text,
        expires bigint NOT NULL,
        created bigint NOT NULL,
        CHECK (asker <> joiner),
        CHECK ((state = 'joined') = (made IS NOT NULL)),
        CHECK (state IN ('asked', 'joined') OR octet_length(half) = 0))""",
    """CREATE UNIQUE INDEX one_open_step_in ON step_in (case_id, asker)
        WHERE state IN ('asked', 'joined')""",
    *(
        sql
        for table in ("organisation_team", "step_in")
        for sql in (
            f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY",
            f"CREATE POLICY own_organisation ON {table} USING ({_OWN}) WITH CHECK ({_OWN})",
            f"GRANT SELECT, INSERT, UPDATE ON {table} TO gobetween_app",
        )
    ),
    """GRANT DELETE ON team_member TO gobetween_app""",
]

DOWN = [
    """REVOKE DELETE ON team_member FROM gobetween_app""",
    """DROP TABLE step_in""",
    """DROP TABLE organisation_team""",
]


def upgrade() -> None:
    """Let teams be stored, changed and stepped into."""
    for sql in UP:
        op.execute(sql)


def downgrade() -> None:
    """Undo that."""
    for sql in DOWN:
        op.execute(sql)
