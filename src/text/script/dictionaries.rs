//! The word rules with the dictionaries that are in the binary. Refuses to know: what the words are looked up
//! for.

use icu_provider::{DataError, DataErrorKind, DataMarker, DataProvider, DataRequest, DataResponse};
use icu_segmenter::WordSegmenter;
use icu_segmenter::options::WordBreakInvariantOptions;
use icu_segmenter::provider::{Baked, SegmenterDictionaryAutoV2, SegmenterDictionaryExtendedV2};

/// ICU's dictionaries of Thai, Lao, Khmer and Burmese, without that of Chinese and Japanese: it has two
/// megabytes, and runs of those scripts are not divided by it.
struct Dictionaries;

impl DataProvider<SegmenterDictionaryExtendedV2> for Dictionaries {
    fn load(
        &self,
        asked: DataRequest,
    ) -> Result<DataResponse<SegmenterDictionaryExtendedV2>, DataError> {
        Baked.load(asked)
    }
}

impl DataProvider<SegmenterDictionaryAutoV2> for Dictionaries {
    fn load(
        &self,
        asked: DataRequest,
    ) -> Result<DataResponse<SegmenterDictionaryAutoV2>, DataError> {
        let none = DataErrorKind::IdentifierNotFound;
        Err(none.with_req(SegmenterDictionaryAutoV2::INFO, asked))
    }
}

/// Returns what divides texts by the word rules (UAX 29) and these dictionaries.
pub fn word_segmenter() -> WordSegmenter {
    let rules = WordBreakInvariantOptions::default();
    let mut segmenter = WordSegmenter::new_for_non_complex_scripts(rules).static_to_owned();
    let loaded = segmenter.load_dictionary_unstable(&Dictionaries);
    loaded.expect("the dictionaries are in the binary");
    segmenter
}
