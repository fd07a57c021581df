"""A case's whole life: from its referral on, ready before it is active, closing before closed.

The trigger looks its steps up in a table, as an item's does. A case of before goes on from where
it is.
"""

from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

# The lifecycle as it was when this revision was written; a test compares the newest with the code.
STEPS = [
    ("referral", "screening"),
    ("screening", "preparing"),
    ("preparing", "ready"),
    ("ready", "preparing"),
    ("ready", "active"),
    ("active", "closing"),
    ("closing", "active"),
    ("closing", "closed"),
    ("referral", "closed"),
    ("screening", "closed"),
    ("preparing", "closed"),
    ("ready", "closed"),
]

UP = [
    """ALTER TABLE case_file DROP CONSTRAINT case_file_state_check,
        ADD CONSTRAINT case_file_state_check CHECK (state IN
            ('referral', 'screening', 'preparing', 'ready', 'active', 'closing', 'closed'))""",
    """CREATE TABLE case_step (
        from_state text NOT NULL,
        to_state text NOT NULL,
        PRIMARY KEY (from_state, to_state))""",
    """GRANT SELECT ON case_step TO gobetween_app""",
    """CREATE OR REPLACE FUNCTION case_step_guard() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF TG_OP = 'INSERT' THEN
            IF NEW.state <> 'referral' THEN
                RAISE EXCEPTION 'a case begins as a referral' USING ERRCODE = 'check_violation';
            END IF;
            RETURN NEW;
        END IF;
        IF NEW.state <> OLD.state THEN
            IF NOT EXISTS (SELECT 1 FROM case_step
                           WHERE from_state = OLD.state AND to_state = NEW.state) THEN
                RAISE EXCEPTION 'no step from % to %', OLD.state, NEW.state
                    USING ERRCODE = 'check_violation';
            END IF;
            IF NEW.lock_version <> OLD.lock_version + 1 THEN
                RAISE EXCEPTION 'a step counts the lock version' USING ERRCODE = 'check_violation';
            END IF;
        END IF;
        RETURN NEW;
    END $$""",
    """DROP TRIGGER case_step_guard ON case_file""",
    """CREATE TRIGGER case_step_guard BEFORE INSERT OR UPDATE ON case_file
        FOR EACH ROW EXECUTE FUNCTION case_step_guard()""",
]
DOWN = [
    """DROP TRIGGER case_step_guard ON case_file""",
    """CREATE OR REPLACE FUNCTION case_step_guard() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF NEW.state <> OLD.state AND NOT (OLD.state = 'preparing' AND NEW.state = 'active') THEN
            RAISE EXCEPTION 'no step from % to %', OLD.state, NEW.state
                USING ERRCODE = 'check_violation';
        END IF;
        RETURN NEW;
    END $$""",
    """UPDATE case_file SET state = CASE WHEN state IN ('active', 'closing', 'closed')
        THEN 'active' ELSE 'preparing' END""",
    """CREATE TRIGGER case_step_guard BEFORE UPDATE ON case_file
        FOR EACH ROW EXECUTE FUNCTION case_step_guard()""",
    """DROP TABLE case_step""",
    """ALTER TABLE case_file DROP CONSTRAINT case_file_state_check,
        ADD CONSTRAINT case_file_state_check CHECK (state IN ('preparing', 'active'))""",
]


def upgrade() -> None:
    """Let a case take every step of its life, and no other."""
    for sql in UP:
        op.execute(sql)
    for before, after in STEPS:
        op.execute(f"INSERT INTO case_step VALUES ('{before}', '{after}')")  # noqa: S608


def downgrade() -> None:
    """Leave preparing and active alone."""
    for sql in DOWN:
        op.execute(sql)
