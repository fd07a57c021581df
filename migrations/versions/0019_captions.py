"""Let captions lie beside a recording, and nowhere else.

Captions are an item of their own that names a recording of the same author, to the same people, and
the rendition that they were written for. They are read and approved; no state in which something
is before its recipient is theirs. They are approved only while that rendition is the one in force
and the recording was not taken back. Of what was given back no captions are sealed to its recipient
either.
Going back, they become letters that are withheld, or that lapsed before they were sent.
"""

from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

_KINDS = "'letter', 'recorded_message', 'video_message', 'scan'"
_STATES = (
    "'draft', 'lapsed', 'submitted', 'awaiting_review', 'in_review', 'returned', 'withheld',"
    " 'escalated', 'approved'"
)
_OWN = "org = nullif(current_setting('gobetween.org', true), '')::uuid"
_NAMED = "rtrim(translate(encode(digest, 'base64'), '+/', '-_'), '=')"

# As migration 0011 has them, and with what lies beside what was given back.
_FORGET = f"""CREATE OR REPLACE FUNCTION forget_given_back(given uuid) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
    BEGIN
        IF NOT EXISTS (
            SELECT 1 FROM item i JOIN statement s ON s.item_id = i.id
            WHERE i.id = given AND i.state = 'returned_to_service' AND i.{_OWN}
                AND s.type = 'gobetween/keeping/1'
                AND convert_from(s.payload, 'UTF8')::jsonb ->> 'wish' = 'return') THEN
            RAISE EXCEPTION 'its recipient did not give it back'
                USING ERRCODE = 'check_violation';
        END IF;
        DELETE FROM content_grant WHERE %s AND holder = 'recipient';
    END $$"""  # noqa: S608 - a constant
_GUARD = """CREATE OR REPLACE FUNCTION given_back_guard() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF NEW.holder = 'recipient' AND EXISTS (
            SELECT 1 FROM item WHERE %s AND state = 'returned_to_service') THEN
            RAISE EXCEPTION 'what was given back is sealed to its recipient no more'
                USING ERRCODE = 'check_violation';
        END IF;
        RETURN NEW;
    END $$"""

UP = [
    """ALTER TABLE item DROP CONSTRAINT item_kind_check""",
    f"""ALTER TABLE item ADD CONSTRAINT item_kind_check CHECK (kind IN ({_KINDS}, 'captions'))""",
    """ALTER TABLE item ADD COLUMN relates_to uuid REFERENCES item,
        ADD COLUMN timed_by bytea CHECK (octet_length(timed_by) = 32)""",
    """ALTER TABLE item ADD CONSTRAINT captions_relate CHECK (
        (kind = 'captions') = (relates_to IS NOT NULL)
        AND (kind = 'captions') = (timed_by IS NOT NULL))""",
    f"""ALTER TABLE item ADD CONSTRAINT captions_reach_nobody_alone
        CHECK (kind <> 'captions' OR state IN ({_STATES}))""",
    """CREATE INDEX item_by_related ON item (relates_to) WHERE relates_to IS NOT NULL""",
    # What was made last of the version that its author sent last; the digest of its statement.
    f"""CREATE FUNCTION rendition_in_force(which uuid) RETURNS bytea LANGUAGE sql STABLE AS $$
        SELECT made.digest FROM statement made
        WHERE made.item_id = which AND made.type = 'gobetween/rendition/1'
            AND convert_from(made.payload, 'UTF8')::jsonb ->> 'manifest' = (
                SELECT {_NAMED} FROM statement
                WHERE item_id = which AND type = 'gobetween/manifest/1'
                ORDER BY sequence DESC LIMIT 1)
        ORDER BY made.sequence DESC, made.created DESC LIMIT 1
    $$""",  # noqa: S608 - no value in it
    """CREATE FUNCTION captions_guard() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF TG_OP = 'UPDATE' AND ((OLD.kind = 'captions') <> (NEW.kind = 'captions')
                OR OLD.relates_to IS DISTINCT FROM NEW.relates_to) THEN
            RAISE EXCEPTION 'captions stay those of their recording'
                USING ERRCODE = 'check_violation';
        END IF;
        IF NEW.kind <> 'captions' THEN
            RETURN NEW;
        END IF;
        IF NOT EXISTS (
            SELECT 1 FROM item WHERE id = NEW.relates_to AND org = NEW.org
                AND case_id = NEW.case_id AND author = NEW.author
                AND kind IN ('recorded_message', 'video_message')) THEN
            RAISE EXCEPTION 'captions are of a recording of their author''s'
                USING ERRCODE = 'check_violation';
        END IF;
        IF TG_OP = 'UPDATE' AND NEW.state = 'approved' AND OLD.state <> 'approved' AND (
                NEW.timed_by IS DISTINCT FROM rendition_in_force(NEW.relates_to)
                OR EXISTS (SELECT 1 FROM statement WHERE item_id = NEW.relates_to
                    AND type = 'gobetween/recall/1')) THEN
            RAISE EXCEPTION 'captions are approved for the rendition in force alone'
                USING ERRCODE = 'check_violation';
        END IF;
        RETURN NEW;
    END $$""",
    """CREATE TRIGGER captions_guard BEFORE INSERT OR UPDATE ON item
        FOR EACH ROW EXECUTE FUNCTION captions_guard()""",
    """CREATE FUNCTION captions_recipient_guard() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF EXISTS (
            SELECT 1 FROM item WHERE id = NEW.item_id AND kind = 'captions' AND NOT EXISTS (
                SELECT 1 FROM item_recipient
                WHERE item_id = item.relates_to AND person = NEW.person)) THEN
            RAISE EXCEPTION 'captions are for whom their recording is for'
                USING ERRCODE = 'check_violation';
        END IF;
        RETURN NEW;
    END $$""",
    """CREATE TRIGGER captions_recipient_guard BEFORE INSERT OR UPDATE ON item_recipient
        FOR EACH ROW EXECUTE FUNCTION captions_recipient_guard()""",
    _FORGET % "item_id IN (SELECT id FROM item WHERE given IN (id, relates_to))",
    _GUARD
    % (
        "id IN (SELECT unnest(ARRAY[one.id, one.relates_to])"
        " FROM item one WHERE one.id = NEW.item_id)"
    ),
]
DOWN = [
    _GUARD % "id = NEW.item_id",
    _FORGET % "item_id = given",
    """DROP TRIGGER captions_recipient_guard ON item_recipient""",
    """DROP FUNCTION captions_recipient_guard()""",
    """DROP TRIGGER captions_guard ON item""",
    """DROP FUNCTION captions_guard(), rendition_in_force(uuid)""",
    """DROP INDEX item_by_related""",
    """ALTER TABLE item DROP CONSTRAINT captions_reach_nobody_alone,
        DROP CONSTRAINT captions_relate""",
    """ALTER TABLE item DISABLE TRIGGER item_step_guard""",
    """UPDATE item SET kind = 'letter', lock_version = lock_version + 1,
        claimed_by = NULL, claim_until = NULL,
        state = CASE WHEN state IN ('draft', 'lapsed') THEN 'lapsed' ELSE 'withheld' END
        WHERE kind = 'captions'""",
    """ALTER TABLE item ENABLE TRIGGER item_step_guard""",
    """ALTER TABLE item DROP COLUMN relates_to, DROP COLUMN timed_by""",
    """ALTER TABLE item DROP CONSTRAINT item_kind_check""",
    f"""ALTER TABLE item ADD CONSTRAINT item_kind_check CHECK (kind IN ({_KINDS}))""",
]


def upgrade() -> None:
    """Let there be captions."""
    for sql in UP:
        op.execute(sql)


def downgrade() -> None:
    """Undo that; nothing that captions say reaches anybody."""
    for sql in DOWN:
        op.execute(sql)
