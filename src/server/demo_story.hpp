#pragma once

#include "domain/load.hpp"
#include "forms/yaml.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace foerderlauf {

/// One thing somebody does on a day of the demo: the node says what (`step`, `document`, `edit`, `open`, `confirm`,
/// `formal_application`; the first
/// deed of a story is the case itself with its `programme`).
struct DemoDeed {
    Date day;
    std::size_t story = 0;  ///< which case of the files it belongs to
    YamlNode node;          ///< every placeholder filled in
    Place place;
};

/// The stories of `config/demo/*.yaml` as one sequence of deeds: by day, within a day in the order of the files. Deeds after
/// `today` are left out (they have not happened yet), stories that begin before `begin` too.
///
/// Format: `cases:` is a list; `templates: {NAME: case}` and `ways: {NAME: [deeds]}` are for what repeats. A case with
/// `this_year: DAY` is told only when that day lies in the budget year of today. A case with
/// `like: NAME` and `with: {…}` is that template with its placeholders filled in; a deed `{way: NAME}` is all deeds of that way.
/// `{heute+28}` is a day from today (back, the last working day before), `{neulich-20}` the same but not before this budget
/// year, `{jahr+1}` a budget year from this one, `{NAME}` a value of `with`, `{NAME+10}` ten days after
/// it if it is a day, `{NAME.jahr}` that day's year. `on:` dates a deed; without it a deed follows on the day of the one before.
///
/// Throws BadFile with every mistake: unknown names, a deed before the one it follows.
std::vector<DemoDeed> read_demo_stories(const std::vector<std::filesystem::path>& files, Date begin, Date today);

}  // namespace foerderlauf
