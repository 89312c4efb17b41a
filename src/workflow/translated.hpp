#pragma once

#include "workflow/definition.hpp"

#include <memory>
#include <mutex>

namespace foerderlauf {

/// The same programme in other words, to be shown: titles, labels, help, options, reasons and the words of sources. Names,
/// checks, letters and the version stay. Never decided by and never composed from: law and letters are German.
Definition translated(Definition definition, const Phrase& phrase);

/// Programmes in the words of one translation, each version made when it is first asked for. Thread-safe.
///
/// A translation belongs to the German words, not to their place in a file: it is no part of a version's hash, and a case
/// pinned to an older version whose words differ is shown those words in German rather than a translation of newer ones.
class TranslatedProgrammes {
public:
    std::shared_ptr<const Definition> of(const Definition& german, const Texts& translation);

private:
    std::mutex mutex_;
    std::map<std::string, std::shared_ptr<const Definition>, std::less<>> by_version_;
};

}  // namespace foerderlauf
