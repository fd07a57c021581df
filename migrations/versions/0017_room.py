"""Give every organisation a room that what it stores must fit in, and let what is left go.

What a container takes is counted by the database itself, from the moment in which its upload
begins, at the length that was said, until its bytes are forgotten; so what begins at once cannot be
more than fits. The count follows when a transaction is committed: whoever holds the room does so
last, and waits for nobody. An upload that nobody went on with may lapse, and its bytes be
forgotten. Going back, nothing is counted, and what has lapsed is a draft of which nothing came in.
"""

from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

_ORG = "nullif(current_setting('gobetween.org', true), '')::uuid"
_OWN = f"org = {_ORG}"
_FORGET_SLICES = """CREATE OR REPLACE FUNCTION forget_slices(gone uuid) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
    BEGIN
        IF NOT EXISTS (
            SELECT 1 FROM statement s JOIN rendition r ON r.item_id = s.item_id
            WHERE r.id = gone AND s.type = 'gobetween/destruction/1' AND s.org = r.org
                AND s.{own}
                AND convert_from(s.payload, 'UTF8')::jsonb ->> 'rendition' = gone::text) THEN
            RAISE EXCEPTION 'no destruction names this container'
                USING ERRCODE = 'check_violation';
        END IF;
        DELETE FROM slice WHERE rendition = gone;
        {and_so}
    END $$"""
_STEPS = [("draft", "lapsed"), ("lapsed", "draft")]


def _tasks(names: str) -> list[str]:
    return [
        """ALTER TABLE outbox DROP CONSTRAINT outbox_task_check""",
        f"""ALTER TABLE outbox ADD CONSTRAINT outbox_task_check CHECK (task IN ({names}))""",
    ]


UP = [
    """CREATE TABLE room (
        org uuid PRIMARY KEY REFERENCES organisation,
        quota bigint CHECK (quota >= 0),
        used bigint NOT NULL DEFAULT 0 CHECK (used >= 0))""",
    """ALTER TABLE room ENABLE ROW LEVEL SECURITY""",
    f"""CREATE POLICY own_organisation ON room USING ({_OWN}) WITH CHECK ({_OWN})""",
    """GRANT SELECT ON room TO gobetween_app""",
    """ALTER TABLE rendition ADD COLUMN emptied boolean NOT NULL DEFAULT false""",
    # What was destroyed before this revision.
    """UPDATE rendition r SET emptied = true WHERE complete
        AND NOT EXISTS (SELECT 1 FROM slice s WHERE s.rendition = r.id)""",
    # Each sealed chunk has a tag of 16 bytes and a digest of 32; a table begins with 72.
    """CREATE FUNCTION room_needed(padded bigint, chunks bigint) RETURNS bigint
    LANGUAGE sql IMMUTABLE AS $$ SELECT padded + 48 * chunks + 72 $$""",
    """CREATE FUNCTION room_taken(one rendition) RETURNS bigint
    LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, public AS $$
        SELECT CASE WHEN one IS NULL OR one.emptied OR one.padded = 0 THEN 0
            ELSE room_needed(one.padded, one.chunks) END $$""",
    """INSERT INTO room (org, used)
        SELECT o.org, coalesce((SELECT sum(room_taken(r)) FROM rendition r WHERE r.org = o.org), 0)
        FROM organisation o""",
    """CREATE FUNCTION room_follows() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
    DECLARE
        more bigint := room_taken(NEW) - room_taken(OLD);
        now_in room;
    BEGIN
        IF more = 0 THEN
            RETURN NULL;
        END IF;
        INSERT INTO room (org) VALUES (coalesce(NEW.org, OLD.org)) ON CONFLICT DO NOTHING;
        UPDATE room SET used = used + more WHERE org = coalesce(NEW.org, OLD.org)
            RETURNING * INTO now_in;
        IF TG_OP = 'INSERT' AND NEW.role = 'original' AND now_in.used > now_in.quota THEN
            RAISE EXCEPTION 'this organisation has no room for it'
                USING ERRCODE = 'check_violation';
        END IF;
        RETURN NULL;
    END $$""",
    """CREATE CONSTRAINT TRIGGER room_follows AFTER INSERT OR UPDATE OR DELETE ON rendition
        DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION room_follows()""",
    # Whoever is about to commit an upload waits here for whoever came first.
    f"""CREATE FUNCTION room_left() RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
    DECLARE
        own room;
    BEGIN
        INSERT INTO room (org) SELECT {_ORG} WHERE {_ORG} IS NOT NULL ON CONFLICT DO NOTHING;
        SELECT * INTO own FROM room WHERE {_OWN} FOR UPDATE;
        RETURN own.quota - own.used;
    END $$""",  # noqa: S608 - no value in it
    """REVOKE ALL ON FUNCTION room_left() FROM PUBLIC""",
    """GRANT EXECUTE ON FUNCTION room_left() TO gobetween_app""",
    *(f"INSERT INTO item_step VALUES ('{one}', '{next_}')" for one, next_ in _STEPS),  # noqa: S608
    *_tasks("'make_rendition', 'offer', 'release', 'clear'"),
    """CREATE INDEX item_unsent ON item (created) WHERE state = 'draft'""",
    # Where the bytes lie and since when; their digests are none of the worker's business.
    """GRANT SELECT (rendition, number, org, object_key, stored) ON slice TO gobetween_relay""",
    """GRANT EXECUTE ON FUNCTION forget_unfinished(uuid) TO gobetween_relay""",
    # The item is locked, so that nothing comes in that would be forgotten.
    f"""CREATE FUNCTION forget_unsent(gone uuid) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
    BEGIN
        PERFORM 1 FROM item i JOIN rendition r ON r.item_id = i.id
            WHERE r.id = gone AND i.{_OWN} FOR UPDATE OF i, r;
        IF NOT EXISTS (
            SELECT 1 FROM item i JOIN rendition r ON r.item_id = i.id
            WHERE r.id = gone AND r.{_OWN} AND r.role = 'original' AND NOT r.complete
                AND (i.state = 'lapsed' OR i.version > r.version)) THEN
            RAISE EXCEPTION 'this upload was sent, or can be gone on with'
                USING ERRCODE = 'check_violation';
        END IF;
        DELETE FROM slice WHERE rendition = gone;
        UPDATE rendition SET emptied = true, resume = NULL, table_digest = NULL WHERE id = gone;
    END $$""",  # noqa: S608 - no value in it
    """REVOKE ALL ON FUNCTION forget_unsent(uuid) FROM PUBLIC""",
    """GRANT EXECUTE ON FUNCTION forget_unsent(uuid) TO gobetween_relay""",
    _FORGET_SLICES.format(own=_OWN, and_so="UPDATE rendition SET emptied = true WHERE id = gone;"),
]
DOWN = [
    """DROP FUNCTION forget_unsent(uuid)""",
    """REVOKE EXECUTE ON FUNCTION forget_unfinished(uuid) FROM gobetween_relay""",
    """REVOKE SELECT (rendition, number, org, object_key, stored) ON slice
        FROM gobetween_relay""",
    """DROP INDEX item_unsent""",
    """DELETE FROM outbox WHERE task = 'clear'""",
    *_tasks("'make_rendition', 'offer', 'release'"),
    # What has lapsed is a draft again, of which nothing came in.
    """ALTER TABLE item DISABLE TRIGGER item_step_guard""",
    """UPDATE item SET state = 'draft', lock_version = lock_version + 1 WHERE state = 'lapsed'""",
    """ALTER TABLE item ENABLE TRIGGER item_step_guard""",
    *(
        f"DELETE FROM item_step WHERE (from_state, to_state) = ('{one}', '{next_}')"  # noqa: S608
        for one, next_ in _STEPS
    ),
    _FORGET_SLICES.format(own=_OWN, and_so=""),
    """DROP TRIGGER room_follows ON rendition""",
    """DROP FUNCTION room_left()""",
    """DROP FUNCTION room_follows()""",
    """DROP FUNCTION room_taken(rendition)""",
    """DROP FUNCTION room_needed(bigint, bigint)""",
    """DROP TABLE room""",
    """ALTER TABLE rendition DROP COLUMN emptied""",
]


def upgrade() -> None:
    """Count what is stored, and hold it to a quota."""
    for sql in UP:
        op.execute(sql)


def downgrade() -> None:
    """Undo that."""
    for sql in DOWN:
        op.execute(sql)
