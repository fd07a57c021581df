"""Keep an organisation's policies in one chain that the database holds: no gap, no fork.

A stored policy cannot be changed already, as no statement can; from here on each that comes in must
be the next, and must name the one before it by its digest.
"""

from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

UP = [
    """CREATE UNIQUE INDEX one_policy_a_sequence ON statement (org, sequence)
        WHERE type = 'gobetween/policy/1'""",
    """CREATE FUNCTION policy_guard() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE
        said jsonb := convert_from(NEW.payload, 'UTF8')::jsonb;
        before bytea;
    BEGIN
        SELECT digest INTO before FROM statement
            WHERE org = NEW.org AND type = NEW.type AND sequence = NEW.sequence - 1;
        IF NEW.case_id IS NOT NULL OR NEW.item_id IS NOT NULL
            OR (said->>'org')::uuid IS DISTINCT FROM NEW.org
            OR (said->>'sequence')::bigint IS DISTINCT FROM NEW.sequence
            OR (before IS NULL) <> (NEW.sequence = 1)
            OR said->>'previous' IS DISTINCT FROM
                rtrim(translate(coalesce(encode(before, 'base64'), ''), '+/', '-_'), '=') THEN
            RAISE EXCEPTION 'a policy follows the one before' USING ERRCODE = 'check_violation';
        END IF;
        RETURN NEW;
    END $$""",
    """CREATE TRIGGER policy_guard BEFORE INSERT ON statement FOR EACH ROW
        WHEN (NEW.type = 'gobetween/policy/1') EXECUTE FUNCTION policy_guard()""",
]
DOWN = [
    """DROP TRIGGER policy_guard ON statement""",
    """DROP FUNCTION policy_guard()""",
    """DROP INDEX one_policy_a_sequence""",
]


def upgrade() -> None:
    """Hold the chain."""
    for sql in UP:
        op.execute(sql)


def downgrade() -> None:
    """Leave it to the code."""
    for sql in DOWN:
        op.execute(sql)
