"""Keys that are lost and replaced: what waits to be vouched for, and what is handed on to new keys.

New keys answer a code under an account of their own that stands for the person's; nothing of the
person's account changes before enough people have vouched. A content key that was sealed to keys
which are lost is handed on by a regrant, so one holder can have several of one container.
"""

from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

_OWN = "org = nullif(current_setting('gobetween.org', true), '')::uuid"
_NOBODY = "'00000000-0000-0000-0000-000000000000'::uuid"

UP = [
    # One person is invited again when their keys are lost; never twice at once.
    """ALTER TABLE invitation DROP CONSTRAINT invitation_person_key""",
    """CREATE UNIQUE INDEX one_invitation_at_a_time ON invitation (person)
        WHERE state IN ('open', 'replied')""",
    """ALTER TABLE invitation DROP CONSTRAINT invitation_state_check""",
    """ALTER TABLE invitation ADD CONSTRAINT invitation_state_check
        CHECK (state IN ('open', 'replied', 'done', 'ended'))""",
    """ALTER TABLE invitation DROP CONSTRAINT invitation_check""",
    """ALTER TABLE invitation ADD CONSTRAINT invitation_check
        CHECK (state = 'ended' OR (state = 'open') = (reply IS NULL))""",
    """ALTER TABLE account ADD COLUMN stands_for uuid REFERENCES account,
        ADD CONSTRAINT account_stands_for_check
        CHECK (stands_for IS NULL OR state <> 'certified')""",
    # Old and new change places in one statement, so that no two ever have one login or key.
    """ALTER TABLE account DROP CONSTRAINT account_login_key,
        ADD CONSTRAINT account_login_key UNIQUE (login) DEFERRABLE""",
    """DROP INDEX one_account_a_sign_key""",
    """DROP INDEX one_account_a_box_key""",
    """ALTER TABLE account ADD CONSTRAINT one_account_a_sign_key UNIQUE (org, sign) DEFERRABLE,
        ADD CONSTRAINT one_account_a_box_key UNIQUE (org, box) DEFERRABLE""",
    """CREATE TABLE re_enrolment (
        id uuid PRIMARY KEY REFERENCES invitation,
        org uuid NOT NULL REFERENCES organisation,
        case_id uuid NOT NULL REFERENCES case_file,
        person uuid NOT NULL REFERENCES account,
        asked_by uuid NOT NULL REFERENCES account,
        certificate bytea NOT NULL,
        by_reader bytea NOT NULL,
        by_old_key bytea,
        created bigint NOT NULL,
        state text NOT NULL CHECK (state IN ('waiting', 'done', 'ended')))""",
    """CREATE UNIQUE INDEX one_re_enrolment_at_a_time ON re_enrolment (case_id, person)
        WHERE state = 'waiting'""",
    """ALTER TABLE re_enrolment ENABLE ROW LEVEL SECURITY""",
    f"""CREATE POLICY own_organisation ON re_enrolment USING ({_OWN}) WITH CHECK ({_OWN})""",
    """GRANT SELECT, INSERT, UPDATE ON re_enrolment TO gobetween_app""",
    """ALTER TABLE content_grant ADD COLUMN regrant uuid REFERENCES statement,
        ADD CONSTRAINT content_grant_regrant_check
        CHECK (regrant IS NULL OR holder = 'recipient')""",
    """DROP INDEX one_grant_a_holder""",
    f"""CREATE UNIQUE INDEX one_grant_a_holder ON content_grant
        (rendition, holder, coalesce(person, {_NOBODY}), coalesce(regrant, {_NOBODY}))""",
]

DOWN = [
    """DROP INDEX one_grant_a_holder""",
    # The older code would hand these out as if a decision had named them.
    """DELETE FROM content_grant WHERE regrant IS NOT NULL""",
    """ALTER TABLE content_grant DROP COLUMN regrant""",
    f"""CREATE UNIQUE INDEX one_grant_a_holder ON content_grant
        (rendition, holder, coalesce(person, {_NOBODY}))""",
    """DROP TABLE re_enrolment""",
    """DELETE FROM session USING account
        WHERE session.account = account.id AND stands_for IS NOT NULL""",
    """DELETE FROM way_in USING account
        WHERE way_in.account = account.id AND stands_for IS NOT NULL""",
    """DELETE FROM account WHERE stands_for IS NOT NULL""",
    """ALTER TABLE account DROP COLUMN stands_for""",
    """ALTER TABLE account DROP CONSTRAINT one_account_a_sign_key,
        DROP CONSTRAINT one_account_a_box_key""",
    """CREATE UNIQUE INDEX one_account_a_sign_key ON account (org, sign)""",
    """CREATE UNIQUE INDEX one_account_a_box_key ON account (org, box)""",
    """ALTER TABLE account DROP CONSTRAINT account_login_key,
        ADD CONSTRAINT account_login_key UNIQUE (login)""",
    # One invitation a person is left: the one that made them who they are now.
    """DELETE FROM invitation WHERE state = 'ended'""",
    """DELETE FROM invitation older USING invitation newer WHERE older.person = newer.person
        AND (older.state <> 'done', older.created, older.id)
            > (newer.state <> 'done', newer.created, newer.id)""",
    """ALTER TABLE invitation DROP CONSTRAINT invitation_check""",
    """ALTER TABLE invitation ADD CONSTRAINT invitation_check
        CHECK ((state = 'open') = (reply IS NULL))""",
    """ALTER TABLE invitation DROP CONSTRAINT invitation_state_check""",
    """ALTER TABLE invitation ADD CONSTRAINT invitation_state_check
        CHECK (state IN ('open', 'replied', 'done'))""",
    """DROP INDEX one_invitation_at_a_time""",
    """ALTER TABLE invitation ADD CONSTRAINT invitation_person_key UNIQUE (person)""",
]


def upgrade() -> None:
    """Let keys be replaced, and what was approved for the old ones be handed on."""
    for sql in UP:
        op.execute(sql)


def downgrade() -> None:
    """Undo that."""
    for sql in DOWN:
        op.execute(sql)
