import io
import json
from pathlib import Path

import pytest

from service.cli.demo_inputs import LETTER, check_out, check_recording, read_letter
from service.cli.demo_measuring import Measured
from service.cli.demo_people import Account, Demo, load, save
from service.cli.demo_report import DemoError, ItemReport, Report

TOP = ["ok", "seconds", "address", "versions", "steps", "letter", "video", "error"]
ITEM = {
    *("id", "kind", "state", "opened", "verified", "input_sha256", "opened_sha256"),
    *("duration_s", "container", "video_codec", "audio_codec", "metadata"),
}
DEMO = Demo(
    address="http://127.0.0.1:1",
    organisation="o",
    root_public_key="k",
    root_key_file="keys/root.key",
    root_key_passphrase="p",
    case="c",
    people=(
        Account("Facilitator Ann", "facilitator", "1", "aaaa-aaaa", "p1", "r1"),
        Account("Facilitator Ben", "facilitator", "2", "bbbb-bbbb", "p2", "r2"),
    ),
)


def quiet() -> Report:
    return Report(words=io.StringIO())


class TestTheReport:
    def test_has_exactly_the_promised_keys(self) -> None:
        report = quiet()
        report.letter = ItemReport("i", "letter", "00")
        with report.step("Somebody", "does something"):
            pass
        told = json.loads(report.to_json())
        assert list(told) == TOP
        assert set(told["letter"]) == ITEM
        assert told["video"] is None
        assert [set(step) for step in told["steps"]] == [{"name", "actor", "ok", "seconds"}]

    def test_tells_a_step_that_went_wrong_and_lets_the_error_through(self) -> None:
        report = quiet()
        with pytest.raises(DemoError), report.step("Somebody", "fails"):
            raise DemoError("no")
        assert [step.ok for step in report.steps] == [False]

    def test_keeps_words_off_stdout(self, capsys: pytest.CaptureFixture[str]) -> None:
        report = Report()
        with report.step("Somebody", "does something"):
            pass
        said = capsys.readouterr()
        assert said.out == ""
        assert "Somebody" in said.err


class TestPeople:
    def test_are_found_again_and_readable_by_their_owner_only(self, tmp_path: Path) -> None:
        save(tmp_path, DEMO)
        assert load(tmp_path) == DEMO
        assert (tmp_path / "people.json").stat().st_mode & 0o777 == 0o600
        assert [path.name for path in tmp_path.iterdir()] == ["people.json"]

    def test_stay_readable_by_their_owner_only_when_written_again(self, tmp_path: Path) -> None:
        (tmp_path / "people.json").write_text("{}")
        (tmp_path / "people.json").chmod(0o644)
        save(tmp_path, DEMO)
        assert (tmp_path / "people.json").stat().st_mode & 0o777 == 0o600

    def test_of_the_same_role_are_told_apart_by_their_order(self) -> None:
        assert DEMO.account("facilitator", 1).name == "Facilitator Ben"

    def test_that_are_not_there_are_none(self, tmp_path: Path) -> None:
        assert load(tmp_path) is None

    @pytest.mark.parametrize("text", ["", "[]", "{}", '{"people": [{}]}'])
    def test_that_cannot_be_read_are_refused_with_a_way_out(
        self, tmp_path: Path, text: str
    ) -> None:
        (tmp_path / "people.json").write_text(text)
        with pytest.raises(DemoError, match="--fresh"):
            load(tmp_path)


class TestInputs:
    def test_take_a_letter_byte_for_byte(self, tmp_path: Path) -> None:
        path = tmp_path / "letter"
        path.write_bytes("Annwyl …\r\n\r\nŵ\n".encode())
        assert read_letter(path) == path.read_bytes()

    def test_bring_a_letter_of_their_own(self) -> None:
        assert read_letter(None) == LETTER.encode()

    @pytest.mark.parametrize(
        ("content", "words"), [(b"", "is empty"), (b"\xff\xfe", "not text in UTF-8")]
    )
    def test_refuse_a_letter_in_one_sentence(
        self, tmp_path: Path, content: bytes, words: str
    ) -> None:
        path = tmp_path / "letter"
        path.write_bytes(content)
        with pytest.raises(DemoError, match=words):
            read_letter(path)

    def test_refuse_what_is_not_there(self, tmp_path: Path) -> None:
        with pytest.raises(DemoError, match="cannot be read"):
            read_letter(tmp_path / "none")
        with pytest.raises(DemoError, match="cannot be read"):
            check_recording(tmp_path)

    def test_refuse_an_empty_recording(self, tmp_path: Path) -> None:
        (tmp_path / "film.mp4").touch()
        with pytest.raises(DemoError, match="is empty"):
            check_recording(tmp_path / "film.mp4")

    def test_refuse_to_write_where_a_file_stands(self, tmp_path: Path) -> None:
        (tmp_path / "taken").touch()
        with pytest.raises(DemoError, match="Nothing can be written"):
            check_out(tmp_path / "taken")


class TestWhatIsMeasured:
    GOOD = Measured(10_000, "mp4", "h264", "aac", [])

    def test_passes_within_five_hundredths_of_the_length(self) -> None:
        self.GOOD.check(10_500)
        self.GOOD.check(None)

    @pytest.mark.parametrize("declared", [9_000, 11_000])
    def test_fails_beyond(self, declared: int) -> None:
        with pytest.raises(DemoError, match="as long as"):
            self.GOOD.check(declared)

    @pytest.mark.parametrize(
        "bad",
        [
            Measured(10_000, "mp4", "hevc", "aac", []),
            Measured(10_000, "m4a", None, "opus", []),
            Measured(10_000, "mp4", "h264", "aac", ["creation-time"]),
        ],
    )
    def test_fails_for_anything_that_was_not_promised(self, bad: Measured) -> None:
        with pytest.raises(DemoError):
            bad.check(10_000)
