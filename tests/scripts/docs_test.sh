#!/usr/bin/env bash
# The documents name what exists: links and paths lead somewhere, every room has its caption, every script its line.
set -euo pipefail
cd "$(dirname "$0")/../.."

failures=0
fail() { echo "FAILED: $1"; failures=$((failures + 1)); }

for page in *.md docs/*.md docs/decisions/*.md; do
    folder=$(dirname "$page")
    while read -r target; do
        [ -e "$folder/${target%%#*}" ] || fail "$page links to $target, which does not exist"
    done < <(grep -oP '\]\(\K(?!https?:|mailto:|#)[^) ]+' "$page" || true)
    while read -r path; do
        compgen -G "$path" >/dev/null || fail "$page names $path, which does not exist"
    done < <(grep -oP '`\K(src|config|scripts|docs|tests|workflows|\.ci)/[A-Za-z0-9_./-]+(?=`)' "$page" | sort -u || true)
done
for room in src/*/; do
    grep -qF "\`$(basename "$room")/\`" docs/architecture.md || fail "docs/architecture.md has no caption for $room"
done
for script in scripts/*; do
    grep -qw -- "$(basename "$script")" README.md || fail "README.md does not name $script"
done
decisions=$(ls docs/decisions)
for decision in $decisions; do
    [[ $decision =~ ^[0-9]{4}-[a-z0-9-]+\.md$ ]] || fail "docs/decisions/$decision is not named NNNN-words.md"
done

[ "$failures" = 0 ] && echo 'the documents name what exists'
exit "$((failures > 0))"
