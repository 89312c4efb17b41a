#!/usr/bin/env bash
# check-rules turns red on every rule, broken one at a time in a small repository, and stays green on what is allowed.
set -euo pipefail
cd "$(dirname "$0")/../.."

copy=$(mktemp -d)
trap 'rm -rf "$copy"' EXIT
git init -q "$copy"

failures=0
expect() {   # red|green, file, content, words of the complaint
    local said outcome=green
    mkdir -p "$copy/$(dirname "$2")"
    printf '%s\n' "$3" >"$copy/$2"
    said=$(scripts/check-rules "$copy" 2>&1) || outcome=red
    rm "$copy/$2"
    [ "$outcome" = "$1" ] && [[ $said == *"${4:-}"* ]] && return
    echo "FAILED: expected $1 (${4:-}) for '$3' in $2, got $outcome: $said"
    failures=$((failures + 1))
}
todo=TO; todo+=DO; resolved='"resol'; resolved+='ved"'   # spelled so that the rules do not find this file

expect red   src/domain/a.hpp          'double rate = 0.8;'                                'floating point'
expect red   src/casework/a.cpp        'float share;'                                      'floating point'
expect red   src/web/pages/a.cpp       'auto q = "SELECT name FROM account";'              'SQL outside'
expect red   src/store/a.cpp           'run("DELETE FROM event WHERE id = " + id);'        'from pieces'
expect red   src/store/a.cpp           'fmt::format("SELECT a FROM {}", table);'           'from pieces'
expect red   src/store/a.cpp           'session << "SELECT name FROM " << table, now;'       'from pieces'
expect red   src/web/a.cpp             'return "Antrag prüfen";'                           'German sentence'
expect red   src/web/package-lock.json "  $resolved: \"https://somewhere/x.tgz\","        'registry address'
expect red   src/base/a.cpp            "int a;  // $todo later"                            'left over'
expect red   tests/unit/a_test.cpp     'std::this_thread::sleep_for(1s);'                  'sleeps'
expect red   tests/unit/a_test.cpp     'TEST_CASE("hidden", "[.slow]") {}'                'sleeps, is skipped or hidden'
expect red   src/web/templates/a.html  '<p>{{{name}}}</p>'                                 'unescaped'
expect red   src/web/templates/a.html  '<p style="color:red">'                             'content security policy'
expect red   src/web/templates/a.html  '<script>alert(1)</script>'                         'content security policy'
expect red   src/web/templates/a.html  '<button onclick="go()">'                           'content security policy'
expect red   workflows/p/a.yaml        'steps: {a: [}'                                     'workflows/p/a.yaml'

expect green src/domain/a.hpp          '/// Never a double.'
expect green src/reports/a.cpp         'double width = 12.5;'
expect green src/store/a.cpp           'prepare("SELECT name FROM account WHERE id = $1");'
expect green src/web/templates/a.html  '<script src="/assets/app.js" defer></script><p>{{name}}</p>'
expect green src/store/a.cpp           'session << "SELECT name FROM account WHERE id = $1", use(id), now;'
expect green src/web/templates/a.html  '<div>{{{diagram}}}</div>'
expect green config/a.yaml             'rate: 80.50 %'

[ "$failures" = 0 ] && echo 'check-rules sees every broken rule'
exit "$((failures > 0))"
