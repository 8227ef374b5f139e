//! The stable codes of diagnostics, and their meanings.

use std::cmp::Reverse;
use std::fmt;
use std::str::FromStr;

/// The prefix of all codes.
const PREFIX: &str = "SDK";

/// Maximum number of codes that are suggested for an unknown one.
const MAX_SUGGESTED: usize = 3;

/// Defines [`Code`]. Each line has a number, a variant and a title. The explanation is the file
/// named by the number in `explanations`.
macro_rules! codes {
    ($($number:literal $variant:ident $title:literal;)*) => {
        /// The kind of a diagnostic.
        ///
        /// A number is never reused for another kind, even if its own is removed.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code {
            $(#[doc = $title] $variant,)*
        }

        impl Code {
            /// Every code, by number.
            pub const ALL: &[Self] = &[$(Self::$variant,)*];

            /// The code as printed, such as `SDK0042`.
            pub fn name(self) -> &'static str {
                match self {
                    $(Self::$variant => concat!("SDK", $number),)*
                }
            }

            /// The title: the problem in a few words.
            pub fn title(self) -> &'static str {
                match self {
                    $(Self::$variant => $title,)*
                }
            }

            /// The explanation in Markdown: the cause with an example, and what to write instead.
            pub fn explanation(self) -> &'static str {
                match self {
                    $(Self::$variant => {
                        include_str!(concat!("explanations/SDK", $number, ".md"))
                    })*
                }
            }
        }
    };
}

codes! {
    // Files.
    "0001" UnreadableFile "an input cannot be read";
    "0002" TextTooLarge "a text is too large";
    "0003" EmptyDocument "a document is empty";
    "0004" InvalidJson "a document is not valid JSON";
    "0005" InvalidYaml "a document is not valid YAML";
    "0006" EndlessAliases "YAML aliases expand without end";
    "0007" SecondYamlDocument "a file contains more than one YAML document";
    "0008" NestedTooDeeply "values are nested too deeply";
    "0009" TooManyValues "a description contains too many values";
    "0010" TooManyOperations "a description has too many operations";
    "0011" DuplicateKey "an object has the same key twice";
    "0012" MergeKey "a YAML merge key is used";
    "0013" InvalidKey "a list or an object is used as a key";
    "0014" KeyNotString "a key is not a string";
    "0015" NumberNotFinite "a number cannot be written in JSON";
    "0016" YamlTag "a YAML tag is used";
    // The description as a whole.
    "0017" NotADescription "a document is not an OpenAPI description";
    "0018" Swagger2 "a version of Swagger is not supported";
    "0019" MissingVersion "a description does not state its OpenAPI version";
    "0020" UnknownVersion "an OpenAPI version is not supported";
    // Overlays.
    "0021" NotAnOverlay "a document is not an overlay";
    "0022" UnknownOverlayVersion "an Overlay version is not supported";
    "0023" OverlayWithoutActions "an overlay has no list of actions";
    "0024" ActionWithoutTarget "an action has no target";
    "0025" InvalidTarget "a target is not a JSONPath";
    "0026" CostlyTarget "a target is too expensive to evaluate";
    "0027" TargetNotFound "a target matches nothing";
    "0028" ActionWithoutEffect "an action does nothing";
    "0029" OverlayAddsTooMuch "overlays add too many values";
    "0030" InvalidUpdate "an update does not fit its target";
    "0031" RootRemoved "an overlay removes the whole description";
    // References.
    "0032" DanglingReference "a reference has no target";
    "0033" UrlReference "a reference is a URL";
    "0034" ReferenceOutside "a reference leads outside the folder of the description";
    "0035" UnreadableReference "a reference leads to a file that cannot be read";
    "0036" CircularReference "a reference leads back to itself";
    // Keywords.
    "0037" SchemaExpected "a schema is expected";
    "0038" InvalidKeyword "a keyword has a value of the wrong type";
    "0039" RequiredFlag "`required` is a flag of a property";
    "0040" ReferenceSibling "a keyword is beside `$ref` in OpenAPI 3.0";
    "0041" UnknownType "a type is not one of OpenAPI";
    "0042" NullBesideChoice "`type: \"null\"` is beside a list of alternatives";
    "0043" MisplacedSchema "a schema is one level too high";
    "0044" InvalidObject "an object does not have the structure that OpenAPI requires";
    // Operations.
    "0045" InvalidOperation "an operation is not an object";
    "0046" InvalidPath "a path is invalid";
    "0047" PathFragment "a path has a fragment";
    "0048" PathQuery "a path has a query";
    "0049" MethodNameTaken "two operations claim the same method name";
    "0050" WebhookNameTaken "two webhooks or callbacks claim the same name";
    // Parameters.
    "0051" DuplicateParameter "a parameter is listed twice";
    "0052" ParameterWithoutName "a parameter has no name";
    "0053" UnknownParameterLocation "a parameter has an unknown location";
    "0054" IgnoredHeaderParameter "OpenAPI ignores a header parameter with this name";
    "0055" InvalidParameterName "a name cannot be that of a header or a cookie";
    "0056" UndeclaredPathParameter "a path has an undeclared parameter";
    "0057" UnusedPathParameter "a path parameter is not in the path";
    "0058" UnknownStyle "a parameter has an unknown style";
    "0059" ParameterNameTaken "two arguments of an operation claim the same name";
    // Bodies and responses.
    "0060" UnknownBody "a request body is unknown";
    "0061" UnsupportedBody "the media type of a body is not supported";
    "0062" BodyWithoutMediaType "a request body has no media type";
    "0063" InvalidMediaType "a media type is misspelled";
    "0064" BodyNotAllowed "a request body is not allowed for the method";
    "0065" InvalidStatus "the key of a response is not a status code";
    "0066" NoSuccessResponse "an operation has no successful response";
    "0067" PaginationMisfit "a pagination rule does not fit its operation";
    // Servers and security.
    "0068" UnusableServer "no request can be sent to a server URL";
    "0069" ServerNameTaken "two servers or server variables claim the same name";
    "0070" UnsupportedSecurityScheme "the type of a security scheme is not supported";
    "0071" InvalidSecurityScheme "a security scheme cannot be sent";
    "0072" UnknownSecurityScheme "an operation requires an unknown security scheme";
    // Schemas.
    "0073" PropertyWithNul "the name of a property has a NUL character";
    "0074" UnknownRequired "`required` names an unknown property";
    "0075" PropertyNameTaken "two properties claim the same field name";
    "0076" EnumValueNameTaken "two enum values claim the same variant name";
    "0077" AlternativeNameTaken "two alternatives of a union claim the same variant name";
    "0078" TypeNameTaken "two schemas claim the same type name";
    "0079" StepNameTaken "the name of a builder's step is taken";
    "0080" SchemasTooDeep "inline schemas are nested too deeply";
    "0081" TooManyTypes "schemas combine to too many types";
    "0082" ConflictingTypes "`allOf` requires two types at once";
    "0083" TooManyChoices "too many lists of alternatives are combined";
    "0084" TooManyCombinations "alternatives combine in too many ways";
    "0085" SchemaOfItself "a schema refers only to itself";
    "0086" EndlessValue "a value would be infinite";
    // The configuration and the command line.
    "0087" InvalidConfiguration "a configuration is invalid";
    "0088" UnusedClientDefault "the configuration names a path parameter that no path has";
    "0089" UnusedName "the configuration names something that does not exist";
    "0090" UnusedOneOrMany "the configuration names a list that is not used";
    "0091" InvalidPackageName "a package name on the command line is not valid";
    "0092" FileNotAllowed "a file on the command line would overwrite something";
    "0093" FileNotWritten "a file on the command line cannot be written";
    // The output folder.
    "0094" ForeignFolder "an output folder contains files and no valid lock";
    "0095" EditedFiles "generated files were modified";
    "0096" FileInTheWay "a file is in the way of a generated one";
    "0097" FolderTouched "an output folder was changed during the run";
    "0098" FolderBusy "another run does not finish";
    "0099" PathOutside "a path leads outside the output folder";
    "0100" FolderInaccessible "an output folder cannot be read or written";
    "0101" HandshakeSecurityScheme "a security scheme needs a handshake or a signature";
    "0102" UnregisteredSecurityScheme "an HTTP authentication scheme is not registered";
    // Skipped parts of responses and bodies.
    "0103" MediaTypeLeftOut "a media type is skipped";
    "0104" ResponseLeftOut "a response is skipped";
    // Versions.
    "0105" MixedVersions "a keyword belongs to another version of OpenAPI";
    "0106" UnknownCollectionFormat "a collection format is unknown or does not apply";
    "0107" SecondBody "a request has two bodies";
    "0108" InvalidMethod "the method of an operation cannot be used";
    "0109" QueryStringBesideQuery "a parameter that is the whole query string is beside others";
    "0110" RevisionUnreadable "a file cannot be read from a Git revision";
    "0111" VersionTooSmall "a version is too small for the changes";
    "0112" ReleaseImpossible "a release cannot be written";
    "0113" UnusedAlias "an alias of the configuration cannot be created";
    "0114" NoLicense "neither the configuration nor the description names a licence";
    "0115" UnknownLicense "a licence is not an SPDX expression";
    "0116" PartsDiffer "the parts of a body have different types";
}

impl Code {
    /// The codes most similar to an unknown one, best first.
    pub fn nearest(text: &str) -> Vec<Self> {
        let text = normal(text);
        let number = |name: &str| name.trim_start_matches(PREFIX).parse().unwrap_or(i64::MAX);
        let wanted = number(&text);
        let mut all = Self::ALL.to_vec();
        all.sort_by_cached_key(|code| {
            let name = code.name();
            let near = number(name).abs_diff(wanted);
            (edits(&text, name), near, Reverse(name))
        });
        all.truncate(MAX_SUGGESTED);
        all
    }
}

/// The code in its full form: `42` and `sdk42` are `SDK0042`.
fn normal(text: &str) -> String {
    let upper = text.trim().to_ascii_uppercase();
    let digits = upper.strip_prefix(PREFIX).unwrap_or(&upper);
    let is_number = digits.bytes().all(|byte| byte.is_ascii_digit());
    match digits.parse::<u16>() {
        Ok(number) if is_number => format!("{PREFIX}{number:04}"),
        _ => upper,
    }
}

/// The edit distance (Levenshtein) of two texts, of which only the beginning is compared.
fn edits(one: &str, other: &str) -> usize {
    let one: Vec<char> = one.chars().take(2 * other.len()).collect();
    let mut row: Vec<usize> = (0..=one.len()).collect();
    for (index, c) in other.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = index + 1;
        for (at, own) in one.iter().enumerate() {
            let exchanged = diagonal + usize::from(*own != c);
            diagonal = row[at + 1];
            row[at + 1] = exchanged.min(row[at] + 1).min(diagonal + 1);
        }
    }
    row[one.len()]
}

/// The error for a text that is not a code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("there is no such code")]
pub struct UnknownCode;

impl FromStr for Code {
    type Err = UnknownCode;

    fn from_str(text: &str) -> Result<Self, UnknownCode> {
        let name = normal(text);
        let mut all = Self::ALL.iter();
        let found = all.find(|code| code.name() == name);
        found.copied().ok_or(UnknownCode)
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
