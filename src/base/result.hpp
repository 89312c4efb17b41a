#pragma once

#include "base/value.hpp"

#include <map>
#include <string>
#include <tl/expected.hpp>
#include <vector>

namespace foerderlauf {

/// What a text catalogue needs to build a sentence: a key of `config/texts.*.yaml` and the values in it.
/// No German stands in the code; the sentence is made where a person reads it (`domain/texts.hpp`).
struct Message {
    std::string key;
    Record values;
    bool operator==(const Message&) const = default;
};

/// Why a step cannot be taken (Hinderungsgrund): the check that says no, its legal source, and the values compared.
struct Blocker {
    std::string check;   ///< name as in the workflow file
    std::string source;  ///< norm, e.g. `§§ 38 und 45 ThürLHO`; empty for technical checks
    Message message;
    bool operator==(const Blocker&) const = default;
};

/// A refusal is a value: law or input says no, nothing was changed. Faults are exceptions.
struct Refusal {
    enum class Kind {
        BadInput,     ///< fields are wrong or missing: `fields`
        NotSignedIn,  ///< nobody, or a session that ended
        NotAllowed,   ///< no duty of the actor may do this
        NotFound,     ///< no such thing, or not visible to the actor
        Blocked,      ///< the law or the state says no: `blockers`
        Overtaken,    ///< somebody was faster: the sequence seen is not the newest
        TooMany,      ///< try again later
    };
    Kind kind = Kind::BadInput;
    Message message;
    std::vector<Blocker> blockers = {};
    std::map<std::string, Message> fields = {};
    bool operator==(const Refusal&) const = default;
};

template <typename T>
using Result = tl::expected<T, Refusal>;

/// A refusal of the kind BadInput with one message: `return refuse("ags.eight_digits", {{"given", text}});`
inline tl::unexpected<Refusal> refuse(std::string key, Record values = {}) {
    return tl::unexpected{Refusal{Refusal::Kind::BadInput, {std::move(key), std::move(values)}}};
}
inline tl::unexpected<Refusal> refuse(Refusal::Kind kind, std::string key, Record values = {}) {
    return tl::unexpected{Refusal{kind, {std::move(key), std::move(values)}}};
}

}  // namespace foerderlauf
