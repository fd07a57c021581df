"""The first tables: who, which case, which item, and the trail of what happened.

The rules are in the database as well as in the code: constraints on every column with a closed
list, a trigger that knows the lifecycle's steps, append-only statements and trail, and row-level
security by organisation for the service's roles (which own nothing and cannot bypass it).
"""

from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_KEY = "bytea NOT NULL CHECK (octet_length({0}) = 32)"

TABLES = [
    f"""CREATE TABLE organisation (
        org uuid PRIMARY KEY,
        root {_KEY.format("root")},
        created bigint NOT NULL)""",
    """CREATE TABLE login_name (
        login text PRIMARY KEY CHECK (login ~ '^[0-9a-z]{4}-[0-9a-z]{4}$'),
        org uuid NOT NULL REFERENCES organisation)""",
    f"""CREATE TABLE statement (
        id uuid PRIMARY KEY,
        org uuid NOT NULL REFERENCES organisation,
        case_id uuid,
        item_id uuid,
        type text NOT NULL,
        payload bytea NOT NULL,
        signer {_KEY.format("signer")},
        signature bytea NOT NULL CHECK (octet_length(signature) = 64),
        digest {_KEY.format("digest")},
        sequence bigint NOT NULL CHECK (sequence >= 0),
        created bigint NOT NULL)""",
    """CREATE INDEX statement_by_case ON statement (case_id, type, sequence)""",
    """CREATE INDEX statement_by_item ON statement (item_id, type, sequence)""",
    """CREATE INDEX statement_by_type ON statement (org, type, sequence)""",
    """CREATE UNIQUE INDEX one_roster_a_sequence ON statement (org, sequence)
        WHERE type = 'gobetween/roster/1'""",
    """CREATE UNIQUE INDEX one_case_statement_a_sequence ON statement (case_id, type, sequence)
        WHERE type IN ('gobetween/case/1', 'gobetween/team/1')""",
    """CREATE UNIQUE INDEX one_item_statement_a_sequence ON statement (item_id, type, sequence)
        WHERE item_id IS NOT NULL""",
    f"""CREATE TABLE account (
        id uuid PRIMARY KEY,
        org uuid NOT NULL REFERENCES organisation,
        login text NOT NULL UNIQUE REFERENCES login_name,
        roles text[] NOT NULL CHECK (roles <@ ARRAY['administrator', 'facilitator', 'supervisor',
            'liaison', 'interpreter', 'auditor', 'harmed', 'responsible']),
        case_id uuid,
        state text NOT NULL CHECK (state IN ('waiting', 'certified')),
        sign {_KEY.format("sign")},
        box {_KEY.format("box")},
        vault bytea NOT NULL,
        revision bigint NOT NULL CHECK (revision >= 1),
        created bigint NOT NULL)""",
    # Two accounts with one key would be one voice counted as two people.
    """CREATE UNIQUE INDEX one_account_a_sign_key ON account (org, sign)""",
    """CREATE UNIQUE INDEX one_account_a_box_key ON account (org, box)""",
    f"""CREATE TABLE way_in (
        account uuid NOT NULL REFERENCES account,
        kind text NOT NULL CHECK (kind IN ('passphrase', 'recovery')),
        org uuid NOT NULL REFERENCES organisation,
        profile text NOT NULL CHECK (profile IN ('participant-1', 'staff-1', 'recovery-1')),
        salt bytea NOT NULL CHECK (octet_length(salt) = 16),
        login_hash {_KEY.format("login_hash")},
        wrapped bytea NOT NULL,
        PRIMARY KEY (account, kind))""",
    f"""CREATE TABLE session (
        token_hash {_KEY.format("token_hash")} PRIMARY KEY,
        org uuid NOT NULL REFERENCES organisation,
        account uuid REFERENCES account,
        pool uuid,
        created bigint NOT NULL,
        last_seen bigint NOT NULL,
        expires bigint NOT NULL,
        resume_half bytea CHECK (octet_length(resume_half) = 32),
        CHECK ((account IS NULL) <> (pool IS NULL)))""",
    f"""CREATE TABLE worker_challenge (
        nonce {_KEY.format("nonce")} PRIMARY KEY,
        org uuid NOT NULL REFERENCES organisation,
        pool uuid NOT NULL,
        expires bigint NOT NULL)""",
    """CREATE TABLE case_file (
        id uuid PRIMARY KEY,
        org uuid NOT NULL REFERENCES organisation,
        state text NOT NULL CHECK (state IN ('preparing', 'active')),
        lock_version bigint NOT NULL,
        card bytea NOT NULL,
        created bigint NOT NULL)""",
    f"""CREATE TABLE invitation (
        id uuid PRIMARY KEY,
        org uuid NOT NULL REFERENCES organisation,
        case_id uuid REFERENCES case_file,
        person uuid NOT NULL UNIQUE,
        login text NOT NULL UNIQUE REFERENCES login_name,
        role text NOT NULL,
        state text NOT NULL CHECK (state IN ('open', 'replied', 'done')),
        inviter uuid NOT NULL REFERENCES account,
        enrol_hash {_KEY.format("enrol_hash")},
        offer bytea NOT NULL,
        mac {_KEY.format("mac")},
        secret bytea NOT NULL,
        reply bytea,
        reply_mac bytea CHECK (octet_length(reply_mac) = 32),
        expires bigint NOT NULL,
        created bigint NOT NULL,
        CHECK ((state = 'open') = (reply IS NULL)))""",
    """CREATE TABLE case_person (
        case_id uuid NOT NULL REFERENCES case_file,
        person uuid NOT NULL,
        org uuid NOT NULL REFERENCES organisation,
        side text NOT NULL CHECK (side IN ('harmed', 'responsible')),
        certificate uuid REFERENCES statement,
        PRIMARY KEY (case_id, person))""",
    """CREATE TABLE team_member (
        case_id uuid NOT NULL REFERENCES case_file,
        person uuid NOT NULL REFERENCES account,
        org uuid NOT NULL REFERENCES organisation,
        PRIMARY KEY (case_id, person))""",
    """CREATE INDEX team_member_by_person ON team_member (person)""",
    """CREATE TABLE item (
        id uuid PRIMARY KEY,
        org uuid NOT NULL REFERENCES organisation,
        case_id uuid NOT NULL REFERENCES case_file,
        kind text NOT NULL CHECK (kind IN ('letter', 'recorded_message', 'video_message', 'scan')),
        language text NOT NULL,
        author uuid NOT NULL REFERENCES account,
        in_reply_to uuid REFERENCES item,
        state text NOT NULL,
        lock_version bigint NOT NULL,
        version bigint NOT NULL CHECK (version >= 1),
        claimed_by uuid REFERENCES account,
        claim_until bigint,
        waiting_since bigint,
        created bigint NOT NULL,
        CHECK (claimed_by IS NULL OR claimed_by <> author),
        CHECK ((state = 'in_review') = (claimed_by IS NOT NULL)))""",
    """CREATE INDEX item_by_case ON item (case_id, created DESC, id DESC)""",
    """CREATE INDEX item_by_author ON item (author, created DESC, id DESC)""",
    """CREATE INDEX item_waiting ON item (waiting_since, id) WHERE state = 'awaiting_review'""",
    """CREATE TABLE item_recipient (
        item_id uuid NOT NULL REFERENCES item,
        person uuid NOT NULL REFERENCES account,
        org uuid NOT NULL REFERENCES organisation,
        PRIMARY KEY (item_id, person))""",
    """CREATE INDEX item_recipient_by_person ON item_recipient (person)""",
    """CREATE TABLE media_job (
        id uuid PRIMARY KEY,
        org uuid NOT NULL REFERENCES organisation,
        item_id uuid NOT NULL REFERENCES item,
        version bigint NOT NULL,
        state text NOT NULL CHECK (state IN ('queued', 'running', 'done', 'failed')),
        attempt bigint NOT NULL CHECK (attempt >= 1),
        worker uuid,
        lease_until bigint,
        permille bigint NOT NULL CHECK (permille BETWEEN 0 AND 1000),
        reason text,
        created bigint NOT NULL,
        UNIQUE (item_id, version),
        CHECK ((state = 'running') = (lease_until IS NOT NULL)))""",
    """CREATE INDEX media_job_unfinished ON media_job (created)
        WHERE state IN ('queued', 'running')""",
    """CREATE TABLE rendition (
        id uuid PRIMARY KEY,
        org uuid NOT NULL REFERENCES organisation,
        item_id uuid NOT NULL REFERENCES item,
        version bigint NOT NULL,
        role text NOT NULL CHECK (role IN ('original', 'rendition')),
        padded bigint NOT NULL CHECK (padded > 0),
        chunks bigint NOT NULL CHECK (chunks = (padded + 262143) / 262144),
        slice_chunks bigint NOT NULL CHECK (slice_chunks BETWEEN 1 AND 32),
        table_digest bytea CHECK (octet_length(table_digest) = 32),
        complete boolean NOT NULL,
        uploader uuid REFERENCES account,
        resume bytea,
        job uuid REFERENCES media_job,
        attempt bigint,
        created bigint NOT NULL,
        CHECK (NOT complete OR table_digest IS NOT NULL),
        CHECK ((role = 'original') = (uploader IS NOT NULL)),
        CHECK ((role = 'rendition') = (job IS NOT NULL)))""",
    """CREATE INDEX rendition_by_item ON rendition (item_id, version)""",
    """CREATE UNIQUE INDEX one_finished_rendition ON rendition (item_id, version, role)
        WHERE complete OR role = 'original'""",
    """CREATE TABLE slice (
        rendition uuid NOT NULL REFERENCES rendition,
        number bigint NOT NULL CHECK (number >= 0),
        org uuid NOT NULL REFERENCES organisation,
        size bigint NOT NULL CHECK (size BETWEEN 1 AND 8389120),
        chunk_digests bytea NOT NULL CHECK (octet_length(chunk_digests) % 32 = 0),
        object_key text NOT NULL,
        stored bigint NOT NULL,
        PRIMARY KEY (rendition, number))""",
    """CREATE TABLE content_grant (
        id uuid PRIMARY KEY,
        org uuid NOT NULL REFERENCES organisation,
        item_id uuid NOT NULL REFERENCES item,
        rendition uuid NOT NULL REFERENCES rendition,
        holder text NOT NULL CHECK (holder IN ('author', 'team', 'pool', 'recipient')),
        person uuid REFERENCES account,
        sealed bytea NOT NULL,
        created bigint NOT NULL,
        CHECK ((holder = 'recipient') = (person IS NOT NULL)))""",
    """CREATE UNIQUE INDEX one_grant_a_holder ON content_grant
        (rendition, holder, coalesce(person, '00000000-0000-0000-0000-000000000000'::uuid))""",
    """CREATE INDEX content_grant_by_item ON content_grant (item_id, holder)""",
    """CREATE TABLE trail_head (
        chain uuid PRIMARY KEY,
        org uuid NOT NULL REFERENCES organisation,
        number bigint NOT NULL,
        hash bytea NOT NULL CHECK (octet_length(hash) = 32))""",
    """CREATE TABLE trail_entry (
        chain uuid NOT NULL,
        number bigint NOT NULL CHECK (number >= 1),
        org uuid NOT NULL REFERENCES organisation,
        entry bytea NOT NULL,
        hash bytea NOT NULL CHECK (octet_length(hash) = 32),
        PRIMARY KEY (chain, number))""",
    """CREATE TABLE outbox (
        id uuid PRIMARY KEY,
        org uuid NOT NULL REFERENCES organisation,
        task text NOT NULL CHECK (task IN ('make_rendition', 'offer', 'release')),
        subject uuid NOT NULL,
        attempt bigint NOT NULL,
        created bigint NOT NULL,
        due bigint NOT NULL,
        enqueued bigint,
        done bigint)""",
    """CREATE INDEX outbox_open ON outbox (due) WHERE done IS NULL""",
    """CREATE TABLE item_step (
        from_state text NOT NULL,
        to_state text NOT NULL,
        PRIMARY KEY (from_state, to_state))""",
]

# The lifecycle as it was when this revision was written; a test compares the newest with the code.
STEPS = [
    ("draft", "submitted"),
    ("submitted", "processing"),
    ("submitted", "awaiting_review"),
    ("processing", "awaiting_review"),
    ("processing", "failed"),
    ("failed", "draft"),
    ("awaiting_review", "in_review"),
    ("in_review", "awaiting_review"),
    ("in_review", "approved"),
    ("approved", "offered"),
    ("offered", "accepted"),
    ("accepted", "released"),
    ("released", "opened"),
]

GUARDS = [
    """CREATE FUNCTION item_step_guard() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF TG_OP = 'INSERT' THEN
            IF NEW.state <> 'draft' THEN
                RAISE EXCEPTION 'an item begins as a draft' USING ERRCODE = 'check_violation';
            END IF;
            RETURN NEW;
        END IF;
        IF NEW.id <> OLD.id OR NEW.case_id <> OLD.case_id OR NEW.author <> OLD.author THEN
            RAISE EXCEPTION 'an item keeps its case and author' USING ERRCODE = 'check_violation';
        END IF;
        IF NEW.state <> OLD.state THEN
            IF NOT EXISTS (SELECT 1 FROM item_step
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
    """CREATE TRIGGER item_step_guard BEFORE INSERT OR UPDATE ON item
        FOR EACH ROW EXECUTE FUNCTION item_step_guard()""",
    """CREATE FUNCTION case_step_guard() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF NEW.state <> OLD.state AND NOT (OLD.state = 'preparing' AND NEW.state = 'active') THEN
            RAISE EXCEPTION 'no step from % to %', OLD.state, NEW.state
                USING ERRCODE = 'check_violation';
        END IF;
        RETURN NEW;
    END $$""",
    """CREATE TRIGGER case_step_guard BEFORE UPDATE ON case_file
        FOR EACH ROW EXECUTE FUNCTION case_step_guard()""",
]

ORGANISED = [
    "organisation",
    "statement",
    "account",
    "way_in",
    "session",
    "worker_challenge",
    "case_file",
    "invitation",
    "case_person",
    "team_member",
    "item",
    "item_recipient",
    "media_job",
    "rendition",
    "slice",
    "content_grant",
    "trail_head",
    "trail_entry",
    "outbox",
]
APPEND_ONLY = {"organisation", "statement", "trail_entry", "content_grant", "slice"}
DELETABLE = {"session", "worker_challenge"}
# What the worker without keys may change: states, claims, jobs and its own outbox.
RELAY_WRITES = {
    "item": "SELECT, UPDATE",
    "media_job": "SELECT, UPDATE",
    "outbox": "SELECT, INSERT, UPDATE",
    "trail_head": "SELECT, INSERT, UPDATE",
    "trail_entry": "SELECT, INSERT",
}
RELAY_READS = [
    "organisation",
    "statement",
    "account",
    "case_file",
    "case_person",
    "team_member",
    "item_recipient",
    "rendition",
    "content_grant",
    "item_step",
]


def _protect(table: str) -> list[str]:
    may = "SELECT, INSERT" if table in APPEND_ONLY else "SELECT, INSERT, UPDATE"
    if table in DELETABLE:
        may += ", DELETE"
    own = "org = nullif(current_setting('gobetween.org', true), '')::uuid"
    return [
        f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY",
        f"CREATE POLICY own_organisation ON {table} USING ({own}) WITH CHECK ({own})",
        f"GRANT {may} ON {table} TO gobetween_app",
    ]


def upgrade() -> None:
    """Make every table with its guards, policies and grants."""
    for sql in TABLES:
        op.execute(sql)
    for before, after in STEPS:
        op.execute(f"INSERT INTO item_step VALUES ('{before}', '{after}')")  # noqa: S608
    for sql in GUARDS:
        op.execute(sql)
    op.execute("GRANT USAGE ON SCHEMA public TO gobetween_app, gobetween_relay")
    for table in ORGANISED:
        for sql in _protect(table):
            op.execute(sql)
    op.execute("GRANT SELECT, INSERT ON login_name TO gobetween_app")
    op.execute("GRANT SELECT ON item_step TO gobetween_app")
    for table, may in RELAY_WRITES.items():
        op.execute(f"GRANT {may} ON {table} TO gobetween_relay")
    for table in RELAY_READS:
        op.execute(f"GRANT SELECT ON {table} TO gobetween_relay")
    # The relay and the sweeper look over every organisation's open work, and at nothing else.
    for table in ("outbox", "item"):
        op.execute(
            f"CREATE POLICY every_organisation ON {table} FOR SELECT"
            " TO gobetween_relay USING (true)"
        )
    op.execute(
        "CREATE POLICY stamp ON outbox FOR UPDATE TO gobetween_relay USING (true) WITH CHECK (true)"
    )


def downgrade() -> None:
    """Remove everything that this revision made."""
    for table in ("item_step", *reversed(ORGANISED[1:]), "login_name", "organisation"):
        op.execute(f"DROP TABLE IF EXISTS {table} CASCADE")
    op.execute("DROP FUNCTION item_step_guard(), case_step_guard()")
