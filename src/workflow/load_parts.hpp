#pragma once

// What the files of the loader share; nobody else includes it.

#include "forms/load_fields.hpp"
#include "workflow/load.hpp"

namespace foerderlauf {

/// A definition in the making. Programme first: forms and machines use its lists of options.
struct Loading {
    const Bundle& bundle;
    const std::vector<std::string>& known_checks;
    std::string folder;  ///< of the programme: `thueregovrl`
    Definition definition = {};
    OptionLists lists = {};
    std::map<std::string, std::string> sources =
        {};  ///< `sources:` of programme.yaml, for machines that programmes share
    std::vector<LoadError> errors = {};

    /// The content of a file that programme.yaml names, or a complaint at that line.
    const std::string* file_named(const YamlNode& at, const std::string& named, YamlReader& reader, std::string& path);
};

void load_programme(const YamlNode& root, YamlReader& reader, Loading& loading);
void load_call(const YamlNode& root, YamlReader& reader, ProjectCall& call);
void load_formal_application(const YamlNode& root, YamlReader& reader, FormalApplication& formal);
void load_ranking(const YamlNode& root, YamlReader& reader, Ranking& ranking);
void load_check_lists(const YamlNode& root, YamlReader& reader, std::vector<CheckList>& lists);
void load_funding_objects(const YamlNode& root, YamlReader& reader, Definition& definition);
std::optional<Machine> load_machine(const std::string& yaml, const std::string& path, Loading& loading);
void load_steps(const YamlNode& root, YamlReader& reader, Machine& machine, const Loading& loading);
/// `letter: grant_notice`: nothing, and a complaint, when the effect is unknown or its argument is not what the engine takes.
std::optional<EffectUse> read_effect(const YamlNode& node, YamlReader& reader);
void load_deadlines(const YamlNode& root, YamlReader& reader, Machine& machine);

/// `from`, `to`, `source`, `unverified` of a validity.
void read_validity(const YamlNode& node, YamlReader& reader, Validity& validity);

/// True for a sequence; complains otherwise. Absent members of a map are fine.
bool expect_list(const YamlNode& node, YamlReader& reader);

/// Length::parse and parse_date as functions of one argument for YamlReader::parsed.
Result<Length> length_from(std::string_view text);
Result<Date> date_from(std::string_view text);

}  // namespace foerderlauf
