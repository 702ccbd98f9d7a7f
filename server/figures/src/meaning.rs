//! Meanings: what sections of the tables give to their words.

/// An enum of meanings, each with the section that gives it. A set keeps each in a bit of its own; where there are more
/// than it has bits, this does not compile.
macro_rules! meanings {
    (
        $(#[$doc:meta])* $name:ident in $bits:ty, $full:literal;
        $($(#[$meaning:meta])* $variant:ident $section:literal)*
    ) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[repr(u8)]
        pub(crate) enum $name { $($(#[$meaning])* $variant),* }

        const _: () = assert!([$($section),*].len() <= <$bits>::BITS as usize, $full);

        impl $name {
            /// All sections that give one.
            #[cfg(test)]
            pub(crate) const SECTIONS: &[&str] = &[$($section),*];

            /// What a section of a table gives to its words.
            pub(crate) fn of_section(section: &str) -> Option<$name> {
                match section { $($section => Some($name::$variant),)* _ => None }
            }
        }
    };
}

pub(crate) use meanings;
