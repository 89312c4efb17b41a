#include "store/programmes.hpp"

#include "base/canonical_json.hpp"
#include "store/fault.hpp"
#include "store/json_values.hpp"

#include <Poco/Data/Session.h>
#include <Poco/Data/Statement.h>
#include <Poco/Tuple.h>
#include <algorithm>

namespace foerderlauf {

namespace {

using Poco::Data::Session;
using namespace Poco::Data::Keywords;

constexpr auto versions_in_order =
    "SELECT programme, version, title, files, published_at FROM programme_version ORDER BY number";
constexpr auto highest_number = "SELECT COALESCE(MAX(number), 0) FROM programme_version";
constexpr auto same_version = "SELECT COUNT(*) FROM programme_version WHERE version = $1";
constexpr auto keep_version = "INSERT INTO programme_version (number, programme, version, title, files, published_at) "
                              "VALUES ($1, $2, $3, $4, $5, $6)";

using VersionColumns = Poco::Tuple<std::string, std::string, std::string, std::string, std::string>;

ProgrammeVersion version_from(const VersionColumns& row) {
    ProgrammeVersion version{row.get<0>(), row.get<1>(), row.get<2>(), {}, {}};
    for (const auto& [path, content] : record_from_json(row.get<3>()))
        if (const auto* text = content.as_text()) version.files.emplace(path, *text);
    if (!from_rfc3339(row.get<4>(), version.published_at))
        throw StoreFault{"a programme version has a time that is none"};
    return version;
}

}  // namespace

void add_programme_version(Session& session, const ProgrammeVersion& version) {
    Poco::Int64 kept = 0;
    std::string name = version.version;
    session << same_version, into(kept), use(name), now;
    if (kept > 0) return;
    Poco::Int64 number = 0;
    session << highest_number, into(number), now;
    ++number;
    Record files;
    for (const auto& [path, content] : version.files) files[path] = content;
    std::string programme = version.programme;
    std::string title = version.title;
    std::string json = canonical_json(files);
    std::string at = to_rfc3339(version.published_at);
    session << keep_version, use(number), use(programme), use(name), use(title), use(json), use(at), now;
}

std::vector<ProgrammeVersion> programme_versions(Session& session) {
    std::vector<VersionColumns> rows;
    session << versions_in_order, into(rows), now;
    std::vector<ProgrammeVersion> versions;
    for (const auto& row : rows) versions.push_back(version_from(row));
    return versions;
}

}  // namespace foerderlauf
