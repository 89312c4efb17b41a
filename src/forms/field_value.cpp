#include "forms/field_value.hpp"

#include "base/text.hpp"
#include "domain/calendar.hpp"
#include "domain/money.hpp"
#include "domain/period.hpp"
#include "domain/recipient.hpp"

#include <algorithm>
#include <charconv>

namespace foerderlauf {

namespace {

tl::unexpected<Refusal> refused(const Field& field, std::string key, Record values = {}) {
    values["label"] = field.label;
    return refuse(std::move(key), std::move(values));
}

/// The text, or why it is none; a typed page has nothing but texts.
Result<std::string> text_from(const Field& field, const Value& raw, Spelling spelling) {
    const auto* text = raw.as_text();
    if (!text) return refused(field, "field.not_text");
    return spelling == Spelling::German ? std::string{trimmed(*text)} : *text;
}

Result<Value> free_text(const Field& field, const Value& raw, Spelling spelling) {
    return text_from(field, raw, spelling)
        .and_then([&](const std::string& text) { return clean_text(field, text); })
        .map([](std::string text) { return Value{FreeText{std::move(text)}}; });
}

Result<Value> code(const Field& field, const Value& raw, Spelling spelling) {
    return text_from(field, raw, spelling)
        .and_then([&](const std::string& text) { return clean_text(field, text); })
        .map([](std::string text) { return Value{std::move(text)}; });
}

/// What a person meant who typed a dot before the cents: `1.23`, `80000.5`, `1,234.56`.
std::optional<Money> amount_with_dot(std::string_view given) {
    const auto dot = given.rfind('.');
    if (dot == std::string_view::npos || given.size() - dot > 3 || given.size() - dot < 2) return {};
    std::string german;
    for (const char c : given.substr(0, dot))
        if (c != ',') german += c;
    german += ',' + std::string{given.substr(dot + 1)};
    if (given.size() - dot == 2) german += '0';
    const auto meant = Money::parse(german);
    return meant ? std::optional{*meant} : std::nullopt;
}

Result<Money> typed_amount(const Field& field, const Value& raw) {
    const auto* text = raw.as_text();
    if (!text) return refused(field, "field.not_text");
    const auto amount = Money::parse(trimmed(*text));
    if (amount) return *amount;
    if (amount.error().message.key != "money.spelling")
        return refused(field, "field.amount_too_large", {{"most_cents", max_cents}});
    if (const auto meant = amount_with_dot(trimmed(*text)))
        return refused(field, "field.amount_ambiguous",
                       {{"given", shown(*text)}, {"example_cents", meant->in_cents()}});
    return refused(field, "field.amount_spelling", {{"given", shown(*text)}});
}

Result<Money> amount_in_cents(const Field& field, const Value& raw) {
    if (const auto* cents = raw.as_integer()) return Money::cents(*cents);
    if (const auto* fraction = std::get_if<Fraction>(&raw.any()))
        return refused(field, "field.amount_fraction", {{"given", shown(fraction->spelling)}});
    return refused(field, raw.as_text() ? "field.amount_text" : "field.amount_not_integer");
}

Result<Value> money(const Field& field, const Value& raw, Spelling spelling) {
    const auto amount = spelling == Spelling::German ? typed_amount(field, raw) : amount_in_cents(field, raw);
    if (!amount) return tl::unexpected{amount.error()};
    const std::int64_t least = field.min.value_or(0);
    const std::int64_t most = field.max.value_or(max_cents);
    if (amount->in_cents() < least) {
        // „mindestens 0,01 €“ says less than „größer als null“, and „nicht negativ“ more than „mindestens 0,00 €“.
        const auto* key = least == 0 ? "field.amount_negative" : "field.amount_too_small";
        return refused(field, key, {{"least_cents", least}});
    }
    if (amount->in_cents() > most) return refused(field, "field.amount_too_large", {{"most_cents", most}});
    return Value{amount->in_cents()};
}

Result<std::int64_t> whole_number(const Field& field, const Value& raw, Spelling spelling) {
    if (spelling == Spelling::Json) {
        if (const auto* number = raw.as_integer()) return *number;
        return refused(field, "field.not_integer");
    }
    const auto* text = raw.as_text();
    const auto digits = text ? trimmed(*text) : std::string_view{};
    std::int64_t number = 0;
    const auto [end, fault] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    if (digits.empty() || fault != std::errc{} || end != digits.data() + digits.size())
        return refused(field, "field.not_integer");
    return number;
}

Result<Value> integer(const Field& field, const Value& raw, Spelling spelling) {
    const auto number = whole_number(field, raw, spelling);
    if (!number) return tl::unexpected{number.error()};
    if (field.min && *number < *field.min) return refused(field, "field.integer_too_small", {{"min", *field.min}});
    if (field.max && *number > *field.max) return refused(field, "field.integer_too_large", {{"max", *field.max}});
    return Value{*number};
}

/// `80`, `80,00` or `66,67`, with or without the sign, in the spelling of the API.
std::string rate_from_german(std::string_view text) {
    std::string rate{trimmed(text)};
    if (rate.ends_with('%')) rate = std::string{trimmed(std::string_view{rate}.substr(0, rate.size() - 1))};
    if (rate.find('.') != std::string::npos) return {};
    if (const auto comma = rate.find(','); comma != std::string::npos) rate[comma] = '.';
    else rate += ".00";
    return rate;
}

Result<Value> rate(const Field& field, const Value& raw, Spelling spelling) {
    const auto* text = raw.as_text();
    const auto* key = spelling == Spelling::German ? "field.rate_german" : "field.rate_json";
    if (!text) return refused(field, key);
    // A sign or a percent sign in JSON would be a second spelling of the same value.
    const bool strict = spelling == Spelling::Json && text->find_first_not_of("0123456789.") != std::string::npos;
    const auto parsed = Percent::parse(spelling == Spelling::German ? rate_from_german(*text) : *text);
    if (!parsed && parsed.error().message.key == "percent.too_large") return refused(field, "field.rate_too_large");
    if (strict || !parsed) return refused(field, key, {{"given", shown(*text)}});
    return Value{to_text(*parsed)};
}

Result<Value> date(const Field& field, const Value& raw, Spelling spelling) {
    const bool german = spelling == Spelling::German;
    const auto* key = german ? "field.date_german" : "field.date_json";
    const auto* text = raw.as_text();
    if (!text) return refused(field, key);
    auto day = german ? parse_german_date(trimmed(*text)) : parse_date(*text);
    if (!day && german && day.error().message.key == "date.spelling")
        day = parse_date(trimmed(*text));  // what a date picker sends
    if (day) return Value{to_iso(*day)};
    if (day.error().message.key == "date.spelling") return refused(field, key, {{"given", shown(*text)}});
    if (day.error().message.key == "date.no_such_day")
        return refused(field, "field.no_such_day", {{"given", shown(*text)}});
    return refused(field, "field.date_range", {{"given", shown(*text)}});
}

Result<Value> flag(const Field& field, const Value& raw, Spelling spelling) {
    if (spelling == Spelling::Json) {
        if (const auto* yes = raw.as_bool()) return Value{*yes};
        return refused(field, "field.not_flag_json");
    }
    const auto* text = raw.as_text();
    const auto said = text ? folded(trimmed(*text)) : std::string{};
    if (said == "ja") return Value{true};
    if (said == "nein") return Value{false};
    return refused(field, "field.not_flag_german");
}

Result<Value> choice(const Field& field, const Value& raw, Spelling) {
    const auto* text = raw.as_text();
    if (text && std::ranges::find(field.options, *text, &Option::value) != field.options.end()) return Value{*text};
    List allowed;
    for (const auto& option : field.options) allowed.emplace_back(option.value);
    return refused(field, "field.not_an_option",
                   {{"allowed", std::move(allowed)}, {"given", shown(text ? *text : "")}});
}

Result<Value> recipient(const Field& field, const Value& raw, Spelling spelling) {
    const auto text = text_from(field, raw, spelling);
    if (text && (Ags::parse(*text) || Ars::parse(*text))) return Value{*text};
    return refused(field, "field.not_a_recipient");
}

Result<Value> length(const Field& field, const Value& raw, Spelling spelling) {
    const auto* text = raw.as_text();
    const auto* key = spelling == Spelling::German ? "field.length_german" : "field.length_json";
    if (!text) return refused(field, key);
    const auto length = spelling == Spelling::German ? Length::parse_german(*text) : Length::parse(*text);
    return length ? Result<Value>{Value{to_text(*length)}} : refused(field, key, {{"given", shown(*text)}});
}

Result<Value> iban(const Field& field, const Value& raw, Spelling spelling) {
    const auto text = text_from(field, raw, spelling);
    if (!text) return tl::unexpected{text.error()};
    const auto iban = parse_iban(*text);
    if (!iban) return refused(field, iban.error().message.key);
    return Value{FreeText{*iban}};
}

}  // namespace

Result<Value> decode_value(const Field& field, const Value& raw, Spelling spelling) {
    switch (field.kind) {
        case FieldKind::Text:
        case FieldKind::LongText: return free_text(field, raw, spelling);
        case FieldKind::Code: return code(field, raw, spelling);
        case FieldKind::Money: return money(field, raw, spelling);
        case FieldKind::Integer: return integer(field, raw, spelling);
        case FieldKind::Rate: return rate(field, raw, spelling);
        case FieldKind::Date: return date(field, raw, spelling);
        case FieldKind::Flag: return flag(field, raw, spelling);
        case FieldKind::Choice: return choice(field, raw, spelling);
        case FieldKind::Recipient: return recipient(field, raw, spelling);
        case FieldKind::Length: return length(field, raw, spelling);
        case FieldKind::Iban: return iban(field, raw, spelling);
        case FieldKind::Rows:
        case FieldKind::Documents: break;
    }
    return refused(field, "field.read_only");
}

}  // namespace foerderlauf
