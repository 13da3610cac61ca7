"""The pre-commit hook, run by pre-commit itself in a repository of deals."""

import shutil
import subprocess
import sys

from helpers import ROOT, dump, plan_values


def test_a_commit_with_a_broken_plan_is_refused_and_a_good_one_taken(tmp_path):
    def git(*args, cwd=tmp_path):
        subprocess.run(["git", *args], cwd=cwd, check=True, capture_output=True)

    def hook():
        return subprocess.run(
            [sys.executable, "-m", "pre_commit", "run", "--all-files", "--verbose"],
            cwd=tmp_path, capture_output=True, text=True, check=False,
        )  # fmt: skip

    hooks = tmp_path.parent / "hooks"
    subprocess.run(["git", "clone", "-q", str(ROOT), str(hooks)], check=True)
    for name in (".pre-commit-hooks.yaml", "pyproject.toml"):  # as they stand in the work tree
        shutil.copyfile(ROOT / name, hooks / name)
    who = ("-c", "user.name=Test", "-c", "user.email=test@example.com")
    git("add", "-A", cwd=hooks)
    git(*who, "commit", "-qm", "hooks", "--allow-empty", cwd=hooks)
    revision = subprocess.run(
        ["git", "rev-parse", "HEAD"], cwd=hooks, capture_output=True, text=True, check=True
    ).stdout.strip()
    git("init", "-q")
    (tmp_path / "deals").mkdir()
    (tmp_path / "deals" / "mapdocs.yaml").write_text("acv_threshold: 15000\n")
    spec = tmp_path / "deals" / "good.yaml"
    values = plan_values()
    values["milestones"][0]["target_date"] = "2026-11-24"
    spec.write_text(dump(values))
    (tmp_path / ".pre-commit-config.yaml").write_text(
        f"repos:\n  - repo: {hooks}\n    rev: {revision}\n    hooks:\n      - id: mapdocs-check\n"
        "        files: ^deals/\n        args: [--today, '2026-11-23']\n"
    )
    git("add", "-A")
    done = hook()
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Passed" in done.stdout
    values["milestones"][1]["buyer_owner"] = "Legal"
    spec.write_text(dump(values))
    done = hook()
    assert done.returncode == 1
    assert "good.yaml" in done.stdout
    assert "MAP101" in done.stdout
