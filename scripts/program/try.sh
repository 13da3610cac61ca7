#!/bin/sh
# Tries the Linux program in a bare root file system without Python: a build with its PDF, the preview, the desk, what came back; and compares
# every byte with what the installed package builds. Needs root and debootstrap. Arguments: the program's folder, a mapdocs to compare with.
set -eu
here=$(cd "$(dirname "$0")/../.." && pwd)
program=$(cd "${1:-dist/mapdocs}" && pwd)
compare=${2:-$here/.venv/bin/mapdocs}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
debootstrap --variant=minbase bookworm "$work/root" >"$work/log" 2>&1 || { tail -n 3 "$work/log"; exit 3; }
test ! -e "$work/root/usr/bin/python3"
cp -r "$program" "$work/root/opt/mapdocs"
mkdir -p "$work/root/home/sam" "$work/here"
cp -r "$here/samples/northwind.yaml" "$here/samples/company" "$work/root/home/sam"
cp -r "$here/samples/northwind.yaml" "$here/samples/company" "$work/here"
cat >"$work/root/home/sam/steps" <<'STEPS'
set -eu
cd /home/sam
export HOME=/home/sam
day="--today 2026-11-23"
time /opt/mapdocs/mapdocs --version
/opt/mapdocs/mapdocs doctor | grep "PDF: Pango"
/opt/mapdocs/mapdocs build northwind.yaml $day
/opt/mapdocs/mapdocs build company/mueller-maschinenbau.yaml $day
/opt/mapdocs/mapdocs worksheet --for northwind.yaml --fillable
cp out/northwind-close-automation/buyer/*map.docx back.docx
/opt/mapdocs/mapdocs pull northwind.yaml back.docx worksheet.pdf $day
/opt/mapdocs/mapdocs init --sample
(timeout 10 /opt/mapdocs/mapdocs preview northwind.yaml --no-open $day || true) | grep http://127.0.0.1
(timeout 10 /opt/mapdocs/mapdocs desk . --no-open $day || true) | grep http://127.0.0.1
STEPS
chroot "$work/root" /bin/bash /home/sam/steps >"$work/said" 2>&1 || { cat "$work/said"; exit 1; }
cat "$work/said"
if grep -qi "warning\|traceback" "$work/said"; then exit 1; fi
(cd "$work/here" && for plan in northwind.yaml company/mueller-maschinenbau.yaml; do "$compare" build "$plan" --today 2026-11-23 >/dev/null 2>&1; done)
(cd "$work/here/out" && find . -type f ! -name '.*' | sort) >"$work/files"
test "$(wc -l <"$work/files")" -ge 24
while read -r file; do cmp "$work/here/out/$file" "$work/root/home/sam/out/$file"; done <"$work/files"
echo "the program builds the same $(wc -l <"$work/files") files, byte for byte"
