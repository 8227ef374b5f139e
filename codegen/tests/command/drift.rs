//! Every kind of drift is reported with its cause.

use std::fs;

use super::check::{Plant, Project, found};

/// A change that causes a difference between a folder and its inputs.
struct Drift {
    name: &'static str,
    plant: Plant,
    /// The exact causes in the report.
    causes: &'static [&'static str],
    /// Some of the files in the report, with their states.
    files: &'static [(&'static str, &'static str)],
    /// Whether generating again fixes it without `--force`.
    is_undone: bool,
}

const DRIFTS: &[Drift] = &[
    Drift {
        name: "edit",
        plant: |it| it.edit("out/src/lib.rs", |text| format!("{text}// mine\n")),
        causes: &[],
        files: &[("src/lib.rs", "edited")],
        is_undone: false,
    },
    Drift {
        name: "missing",
        plant: |it| fs::remove_file(it.out("api.md")).expect("removed"),
        causes: &[],
        files: &[("api.md", "missing")],
        is_undone: true,
    },
    Drift {
        name: "extra",
        plant: |it| it.write("out/src/extra.rs", "fn mine() {}\n"),
        causes: &[],
        files: &[("src/extra.rs", "extra")],
        is_undone: false,
    },
    Drift {
        name: "line endings",
        plant: |it| it.edit("out/src/lib.rs", |text| text.replace('\n', "\r\n")),
        causes: &[],
        files: &[("src/lib.rs", "line-endings")],
        is_undone: true,
    },
    Drift {
        name: "byte order mark",
        plant: |it| it.edit("out/src/lib.rs", |text| format!("\u{feff}{text}")),
        causes: &[],
        files: &[("src/lib.rs", "byte-order-mark")],
        is_undone: true,
    },
    #[cfg(unix)]
    Drift {
        name: "mode",
        plant: |it| {
            use std::os::unix::fs::PermissionsExt as _;
            let executable = fs::Permissions::from_mode(0o755);
            fs::set_permissions(it.out("src/lib.rs"), executable).expect("changed");
        },
        causes: &[],
        files: &[("src/lib.rs", "mode")],
        is_undone: true,
    },
    #[cfg(unix)]
    Drift {
        name: "symbolic link",
        plant: |it| {
            let elsewhere = it.0.path().join("elsewhere.rs");
            fs::rename(it.out("src/lib.rs"), &elsewhere).expect("moved");
            std::os::unix::fs::symlink(elsewhere, it.out("src/lib.rs")).expect("linked");
        },
        causes: &[],
        files: &[("src/lib.rs", "symlink")],
        is_undone: false,
    },
    Drift {
        name: "case rename",
        plant: |it| fs::rename(it.out("src/lib.rs"), it.out("src/Lib.rs")).expect("renamed"),
        causes: &[],
        files: &[("src/lib.rs", "case-rename")],
        is_undone: true,
    },
    Drift {
        name: "stale lock",
        plant: |it| {
            it.edit("out/sdk.lock", |text| {
                text.replace("\"api.md\" = \"", "\"api.md\" = \"0")
            })
        },
        causes: &["lock-stale"],
        files: &[],
        is_undone: true,
    },
    Drift {
        name: "lock missing",
        plant: |it| fs::remove_file(it.out("sdk.lock")).expect("removed"),
        causes: &["lock-missing"],
        files: &[],
        is_undone: false,
    },
    Drift {
        name: "other generator",
        plant: |it| {
            it.edit("out/sdk.lock", |text| {
                text.replace("\nsources = \"", "\nsources = \"0")
            })
        },
        causes: &["generator"],
        files: &[],
        is_undone: true,
    },
    Drift {
        name: "description",
        plant: |it| {
            it.edit("api.yaml", |text| {
                text.replace("title: Pets", "title: Cats")
            })
        },
        causes: &["description"],
        files: &[("src/lib.rs", "changed"), ("README.md", "changed")],
        is_undone: true,
    },
    Drift {
        name: "referred-to file",
        plant: |it| {
            it.edit("pet.yaml", |text| {
                text.replace("name:", "age: {type: integer}, name:")
            })
        },
        causes: &["reference"],
        files: &[("src/models/pets.rs", "changed")],
        is_undone: true,
    },
    Drift {
        name: "configuration",
        plant: |it| {
            it.edit("sdk.toml", |text| {
                format!("{text}package.version = \"2.0.0\"\n")
            })
        },
        causes: &["configuration"],
        files: &[("Cargo.toml", "changed")],
        is_undone: true,
    },
];

#[test]
fn each_planted_drift_is_reported_by_its_cause() {
    for drift in DRIFTS {
        let project = Project::new();
        assert_eq!(project.check(&[])["outcome"], "clean");
        (drift.plant)(&project);
        let report = project.check(&[]);
        assert_eq!(report["outcome"], "drift", "{}", drift.name);
        let (causes, files) = found(&report);
        assert_eq!(causes, drift.causes, "{}: {report:#}", drift.name);
        for file in drift.files {
            assert!(files.contains(file), "{}: {files:?}", drift.name);
        }
        if drift.causes.is_empty() {
            assert_eq!(files, drift.files, "{}", drift.name);
        }
        let made = project.generate(&[]);
        let outcome = if drift.is_undone { "clean" } else { "drift" };
        assert_eq!(
            project.check(&[])["outcome"],
            outcome,
            "{}: {made:?}",
            drift.name
        );
    }
    assert!(cfg!(not(unix)) || DRIFTS.len() == 14);
}
