"""Sessions that their owners can name, people who have left, and how often a door was tried.

A session gets an id of its own, so that it can be listed and ended without showing anything made
from its token. What throttles sign-in knows a login and a network by one keyed hash only; the
same rows are written for logins that are there and logins that are not.
"""

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

UP = [
    """ALTER TABLE session
        ADD COLUMN id uuid NOT NULL DEFAULT gen_random_uuid() UNIQUE""",
    """CREATE INDEX session_by_account ON session (account)""",
    """CREATE INDEX session_by_pool ON session (pool) WHERE pool IS NOT NULL""",
    """ALTER TABLE account DROP CONSTRAINT account_state_check""",
    """ALTER TABLE account ADD CONSTRAINT account_state_check
        CHECK (state IN ('waiting', 'certified', 'removed'))""",
    """CREATE TABLE throttle (
        key bytea PRIMARY KEY CHECK (octet_length(key) = 32),
        wrong bigint NOT NULL CHECK (wrong >= 0),
        until bigint NOT NULL,
        last bigint NOT NULL)""",
    """CREATE INDEX throttle_by_last ON throttle (last)""",
    """CREATE TABLE refused_attempt (
        id uuid PRIMARY KEY,
        event text NOT NULL CHECK (event IN ('sign-in.refused', 'enrolment.refused')),
        organisation uuid REFERENCES organisation,
        chain uuid,
        subject uuid,
        at bigint NOT NULL,
        CHECK ((organisation IS NULL) = (chain IS NULL)))""",
    """GRANT SELECT, INSERT, UPDATE ON throttle TO gobetween_app""",
    """GRANT INSERT ON refused_attempt TO gobetween_app""",
    # The worker ends what is over. Of a session it may see when it ends, and nothing else.
    """GRANT SELECT (account, last_seen, expires), DELETE ON session TO gobetween_relay""",
    """CREATE POLICY sweep_look ON session FOR SELECT TO gobetween_relay USING (true)""",
    """CREATE POLICY sweep ON session FOR DELETE TO gobetween_relay USING (true)""",
    """GRANT SELECT (last), DELETE ON throttle TO gobetween_relay""",
    # UPDATE is what locking a row asks for; the rows themselves are only read and deleted.
    """GRANT SELECT, UPDATE, DELETE ON refused_attempt TO gobetween_relay""",
]

DOWN = [
    """DROP POLICY sweep ON session""",
    """DROP POLICY sweep_look ON session""",
    """REVOKE SELECT (account, last_seen, expires), DELETE ON session FROM gobetween_relay""",
    """DROP TABLE refused_attempt""",
    """DROP TABLE throttle""",
    # The older code has no word for someone who left: they wait, with no roles and no case.
    """UPDATE account SET state = 'waiting' WHERE state = 'removed'""",
    """ALTER TABLE account DROP CONSTRAINT account_state_check""",
    """ALTER TABLE account ADD CONSTRAINT account_state_check
        CHECK (state IN ('waiting', 'certified'))""",
    """DROP INDEX session_by_pool""",
    """DROP INDEX session_by_account""",
    """ALTER TABLE session DROP COLUMN id""",
]


def upgrade() -> None:
    """Name the sessions, let people leave, count wrong attempts."""
    for sql in UP:
        op.execute(sql)


def downgrade() -> None:
    """Undo that."""
    for sql in DOWN:
        op.execute(sql)
