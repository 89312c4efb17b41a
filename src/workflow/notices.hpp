#pragma once

#include "domain/money.hpp"
#include "workflow/case_file.hpp"

#include <functional>

namespace foerderlauf {

/// What a notice grants in one budget year (Jahresscheibe).
struct NoticeSlice {
    std::int64_t year = 0;
    Money amount;
    bool operator==(const NoticeSlice&) const = default;
};

/// A grant notice somebody signed (Zuwendungsbescheid): what it granted, in the words of the application as they stood then, and
/// what has become of it. It stays when a judgment annuls it; an amendment is no notice of its own.
struct SignedNotice {
    std::int64_t seq = 0;  ///< event that signed it
    Date signed_on{};
    std::string object, title;  ///< code of the funding object; name of the project (erasable)
    std::string financing_type, line;
    std::optional<Percent> rate;
    std::optional<Money> eligible, award;
    std::vector<NoticeSlice> slices;
    std::string version;           ///< of the programme that the case follows now
    bool in_force = true;          ///< no judgment has annulled it
    std::optional<Date> final_on;  ///< since when it cannot be contested (Bestandskraft)
    bool operator==(const SignedNotice&) const = default;
};

/// Funding object and project title of a case as it stands.
struct NoticeWords {
    std::string object, title;
};

/// The notices of a case after one more event, which `file` knows already. `words` is asked only when the event signs one.
void keep_notices(std::vector<SignedNotice>& notices, const CaseFile& file, const Event& event,
                  const std::function<NoticeWords()>& words);

}  // namespace foerderlauf
