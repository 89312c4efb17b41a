#!/usr/bin/env bash
# check-layers turns red on every kind of violation, planted one at a time in a copy of the sources, and only on those.
set -euo pipefail
cd "$(dirname "$0")/../.."

copy=$(mktemp -d)
trap 'rm -rf "$copy"' EXIT
cp -r src "$copy/"
scripts/check-layers "$copy" || { echo 'FAILED: the house itself breaks its floors'; exit 1; }

failures=0
expect() {   # red|green, file, line of code, words of the complaint
    local said outcome=green
    mkdir -p "$copy/$(dirname "$2")"
    printf '%s\n' "$3" >"$copy/$2"
    said=$(scripts/check-layers "$copy") || outcome=red
    rm "$copy/$2"
    [ "$outcome" = "$1" ] && [[ $said == *"${4:-}"* ]] && return
    echo "FAILED: expected $1 (${4:-}) for '$3' in $2, got $outcome: $said"
    failures=$((failures + 1))
}

expect red   src/domain/planted.cpp   '#include "workflow/engine.hpp"'     'domain looks up to workflow'
expect red   src/base/planted.cpp     '#include "domain/money.hpp"'        'base looks up to domain'
expect red   src/forms/planted.hpp    '#include "budget/ledger.hpp"'       'forms looks sideways to budget'
expect red   src/store/planted.cpp    '#include "letters/compose.hpp"'     'store looks sideways to letters'
expect red   src/reports/planted.cpp  '#include "casework/dispatcher.hpp"' 'reports looks sideways to casework'
expect red   src/web/planted.cpp      '#  include  "server/house.hpp"'     'web looks up to server'
expect red   src/web/planted.cpp      '#include <server/house.hpp>'        'web looks up to server'
expect red   src/web/planted.cpp      '#include "../domain/money.hpp"'     'not spelled as'
expect red   src/domain/planted.cpp   '#include "money.hpp"'               'not spelled as'
expect red   src/cellar/planted.cpp   '#include <string>'                  'no room of the house'
expect red   src/budget/planted.cpp   '#include <Poco/Timestamp.h>'        'neither Poco nor JSON nor a database'
expect red   src/workflow/planted.cpp '#include <nlohmann/json.hpp>'       'neither Poco nor JSON nor a database'
expect red   src/forms/planted.cpp    '#include <sqlite3.h>'               'neither Poco nor JSON nor a database'
expect red   src/web/planted.cpp      '#include <sqlite3.h>'               'only store knows SQLite'
expect red   src/workflow/planted.cpp '#include <yaml-cpp/yaml.h>'         'YAML is read in'
expect red   src/web/planted.cpp      '#include <xlsxwriter.h>'            'only reports knows libxlsxwriter'
expect red   src/reports/planted.cpp  '#include <kainjow/mustache.hpp>'    'only letters and web'
expect red   src/domain/planted.cpp   '#include <date/tz.h>'               'only base/clock.cpp'

expect green src/web/planted.cpp        '#include "domain/money.hpp"'
expect green src/domain/planted.cpp     '#include "base/result.hpp"'
expect green src/workflow/load_some.cpp '#include <yaml-cpp/yaml.h>'
expect green src/store/planted.cpp      '#include <sqlite3.h>'
expect green src/web/planted.cpp        '// The front says "server/house.hpp" here, which is no include.'

[ "$failures" = 0 ] && echo 'check-layers sees every planted violation'
exit "$((failures > 0))"
