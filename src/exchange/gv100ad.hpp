#pragma once

#include "domain/load.hpp"
#include "exchange/recipient_register.hpp"

#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

namespace foerderlauf {

/// True when the bytes are no CSV but begin like the official directory: a record type and a date in fixed columns.
bool looks_like_gv100ad(std::string_view bytes);

/// Reads GV100AD, the official directory of municipalities (Gemeindeverzeichnis) of the Statistisches Bundesamt: lines of
/// fixed width, columns counted in characters from 0 (domain.md § 6.1): 0-1 record type, 2-9 state of the directory
/// (Gebietsstand, YYYYMMDD), 10-17 AGS, 18-21 association, 22-71 name, 72-121 seat, 122-123 text mark (Textkennzeichen),
/// 128-138 area in hectares, 139-149 inhabitants, 165-169 postal code.
///
/// Record types 40 (district), 50 (association), 60 (municipality) of the Land 16; 10, 20 and 30 stand above them. A body
/// comes of: 44 Landkreis, 54 Verwaltungsgemeinschaft (an ARS, no AGS), 61 kreisfreie Stadt, 63 Stadt, 64 Gemeinde.
/// 41, 50 and 58 describe a municipality that has its own record. Inhabitants and area of a Landkreis and of an association
/// are the sums of their municipalities.
///
/// The nation-wide file may be handed in whole: municipalities of another Land are passed over and counted, if that Land
/// has its heading (record type 10) in the file; without one such a line is a mistake.
///
/// UTF-8, or ISO-8859-1 / -15 / Windows-1252 as long as every byte above 0x7F means the same letter in all three; then
/// `read_as_latin1` is set. Anything else is refused, and so is text that was converted twice.
///
/// All of it or nothing: every mistake comes back with its line (keys `gv100ad.…`): lines cut off, unknown record types or
/// text marks, another state than the first line's, keys that are no keys, lie outside Thüringen, come twice or belong to no
/// district or association of the file, districts and associations without a municipality (a file that was cut off).
tl::expected<RecipientsFile, std::vector<LoadError>> parse_gv100ad(std::string_view bytes,
                                                                   const std::string& file_name);

}  // namespace foerderlauf
