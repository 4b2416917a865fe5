//! Files and streams on Unix.

use std::ffi::OsString;
use std::fs::{self, DirBuilder, File, FileType, Metadata, OpenOptions, Permissions};
use std::io::{self, Write};
use std::os::unix::ffi::OsStringExt;
use std::os::unix::fs::{
    DirBuilderExt, FileExt, FileTypeExt, MetadataExt, OpenOptionsExt, PermissionsExt,
};
use std::path::{Component, Path, PathBuf};

use rustix::event::{PollFd, PollFlags, poll};
use rustix::fs::{Access, CWD, Mode, OFlags, access, openat};
use rustix::io::Errno;
use signal_hook::consts::SIGINT;
use signal_hook::iterator::Signals;
use signal_hook::low_level::emulate_default_handler;

use super::Identity;

/// What files and folders of others may do here: nothing.
const PRIVATE_FILE: u32 = 0o600;
const PRIVATE_FOLDER: u32 = 0o700;
const OTHERS: u32 = 0o077;
const NONBLOCK: i32 = OFlags::NONBLOCK.bits().cast_signed();

/// Opens standard output as a file of its own, not buffered: a failure to write is told, where the standard
/// library takes an output that is not open for writing for one that nobody wants, and a reader that is slow
/// is waited for, where an output does not block.
pub fn stdout() -> Box<dyn Write> {
    match rustix::io::fcntl_dupfd_cloexec(rustix::stdio::stdout(), 0) {
        Ok(own) => Box::new(Patient(own.into())),
        // Where there is no room for another descriptor.
        Err(_) => Box::new(io::stdout()),
    }
}

/// Waits for a reader that is slow.
struct Patient(File);

impl Write for Patient {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        loop {
            match self.0.write(bytes) {
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => {
                    match poll(&mut [PollFd::new(&self.0, PollFlags::OUT)], None) {
                        Ok(_) | Err(Errno::INTR) => {}
                        Err(error) => return Err(error.into()),
                    }
                }
                done => return done,
            }
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}

/// Returns whether standard output is a pipe.
pub fn stdout_is_a_pipe() -> bool {
    use rustix::fs::FileType;
    rustix::fs::fstat(rustix::stdio::stdout())
        .is_ok_and(|stat| FileType::from_raw_mode(stat.st_mode) == FileType::Fifo)
}

/// Returns the home folder that the environment names; the system's list of users is not asked.
pub fn home() -> Option<PathBuf> {
    std::env::var_os("HOME").filter(|path| !path.is_empty()).map(PathBuf::from)
}

/// Returns a path from the bytes that it is kept as.
pub fn path_of(bytes: Vec<u8>) -> PathBuf {
    OsString::from_vec(bytes).into()
}

/// Names what is neither file nor folder.
pub fn unusual(kind: FileType) -> Option<&'static str> {
    if kind.is_fifo() {
        Some("a pipe")
    } else if kind.is_socket() {
        Some("a socket")
    } else if kind.is_file() || kind.is_dir() {
        None
    } else {
        Some("a device")
    }
}

/// Opens for reading without waiting for whoever is at the other end of a pipe, and follows no symbolic
/// link: `None` if the path has one. Goes from folder to folder by their descriptors, so that none can be
/// exchanged for a link on the way.
pub fn open_without_links(path: &Path) -> io::Result<Option<File>> {
    let step = OFlags::NOFOLLOW | OFlags::CLOEXEC;
    #[cfg(target_os = "linux")]
    let through = step | OFlags::DIRECTORY | OFlags::PATH;
    #[cfg(not(target_os = "linux"))]
    let through = step | OFlags::DIRECTORY;
    let mut components = path.components().map(Component::as_os_str).peekable();
    let mut folder = None;
    while let Some(name) = components.next() {
        let last = components.peek().is_none();
        let flags = if last { step | OFlags::NONBLOCK | OFlags::NOCTTY } else { through };
        let opened = match &folder {
            None => openat(CWD, name, flags, Mode::empty()),
            Some(folder) => openat(folder, name, flags, Mode::empty()),
        };
        folder = match opened {
            Ok(opened) => Some(opened),
            Err(Errno::LOOP | Errno::NOTDIR) => return Ok(None),
            Err(error) => return Err(error.into()),
        };
    }
    Ok(folder.map(File::from))
}

/// Reads bytes of a file from an offset on, with one call; returns how many there were.
pub fn read_some_at(file: &File, bytes: &mut [u8], offset: u64) -> io::Result<usize> {
    file.read_at(bytes, offset)
}

/// Returns what tells an open file from others.
pub fn identity(file: &File) -> io::Result<Identity> {
    Ok(identity_by(&file.metadata()?))
}

/// Returns what tells the file or folder at a path from others.
pub fn identity_at(path: &Path) -> io::Result<Identity> {
    Ok(identity_by(&path.metadata()?))
}

fn identity_by(metadata: &Metadata) -> Identity {
    (metadata.dev(), metadata.ino())
}

/// Returns what a replaced or rewritten file has otherwise than before: when its state changed, in seconds
/// and nanoseconds, which nobody can set, and its number.
pub fn change_of(metadata: &Metadata) -> Option<((i64, u32), u64)> {
    let nanoseconds = u32::try_from(metadata.ctime_nsec()).ok()?;
    Some(((metadata.ctime(), nanoseconds), metadata.ino()))
}

/// Returns whether a folder may be changed by other machines, of which the system tells nothing.
#[cfg(target_os = "linux")]
pub fn is_remote(folder: &Path) -> bool {
    /// The numbers of statfs(2): NFS, SMB in its three versions, NCP, Coda, AFS in its two, Ceph, Lustre,
    /// GPFS, OCFS2, 9P, FUSE, and what three virtual machines share with their host.
    const REMOTE: [u32; 17] = [
        0x6969,
        0x517b,
        0xff53_4d42,
        0xfe53_4d42,
        0x564c,
        0x7375_7245,
        0x5346_414f,
        0x6b41_4653,
        0x00c3_6400,
        0x0bd0_0bd0,
        0x4750_4653,
        0x7461_636f,
        0x0102_1997,
        0x6573_5546,
        0x786f_4256,
        0xbacb_acbc,
        0x7c7c_6673,
    ];
    let kind = rustix::fs::statfs(folder).ok().and_then(|of| u32::try_from(of.f_type).ok());
    kind.is_some_and(|kind| REMOTE.contains(&kind))
}

/// Returns whether a folder may be changed by other machines, of which the system tells nothing.
#[cfg(not(target_os = "linux"))]
pub fn is_remote(_: &Path) -> bool {
    false
}

/// Makes a name that leads to a file or a folder.
pub fn link(from: &Path, to: &Path) -> io::Result<()> {
    std::os::unix::fs::symlink(from, to)
}

/// Returns who may do what with a file or a folder, as three or four octal digits; `None` where a system
/// has no such digits.
pub fn mode_of(metadata: &Metadata) -> Option<String> {
    Some(format!("{:03o}", metadata.permissions().mode() & 0o7777))
}

/// Returns whether something that is there may be written to.
pub fn is_writable(path: &Path) -> bool {
    access(path, Access::WRITE_OK).is_ok()
}

/// Has files be made that are open to whom the user's files are open to.
pub fn as_other_files(builder: &mut tempfile::Builder) {
    builder.permissions(Permissions::from_mode(0o666));
}

/// Has folders be made that are open to whom the user's folders are open to.
pub fn as_other_folders(builder: &mut tempfile::Builder) {
    builder.permissions(Permissions::from_mode(0o777));
}

/// Calls `tell` whenever the process is interrupted, instead of its end. Where that cannot be had the
/// interruption ends it.
pub fn on_interrupt(tell: impl Fn() + Send + 'static) {
    let Ok(mut signals) = Signals::new([SIGINT]) else { return };
    let wait = move || {
        let mut signals = signals.forever();
        if signals.next().is_some() {
            tell();
        }
        // Who insists ends it at once.
        if signals.next().is_some() {
            let _ = emulate_default_handler(SIGINT);
        }
    };
    // A handler without its thread would swallow the signal.
    if std::thread::Builder::new().name("signals".to_owned()).spawn(wait).is_err() {
        let _ = emulate_default_handler(SIGINT);
    }
}

/// Returns how a file is opened that nobody else can read if it is made; a pipe is not waited for.
pub fn private_file() -> OpenOptions {
    let mut options = OpenOptions::new();
    options.mode(PRIVATE_FILE).custom_flags(NONBLOCK);
    options
}

/// Has all that is written to a file go to its end.
pub fn appending(options: &mut OpenOptions) -> &mut OpenOptions {
    options.append(true)
}

/// Writes bytes at the end of a file that is [`appending`], all with one call; returns how many were written.
pub fn append(file: &mut File, bytes: &[u8]) -> io::Result<usize> {
    file.write(bytes)
}

/// Makes a folder that nobody else can look into, and those above it.
pub fn create_private_folder(folder: &Path) -> io::Result<()> {
    DirBuilder::new().recursive(true).mode(PRIVATE_FOLDER).create(folder)
}

/// Takes from others what they may do with an open file. Whose it is not cannot: that is no obstacle.
pub fn close_file_to_others(file: &File, metadata: &Metadata) {
    close_to_others(metadata, |permissions| file.set_permissions(permissions));
}

/// Takes from others what they may do with a folder. Whose it is not cannot: that is no obstacle.
pub fn close_folder_to_others(folder: &Path, metadata: &Metadata) {
    close_to_others(metadata, |permissions| fs::set_permissions(folder, permissions));
}

fn close_to_others(of: &Metadata, set: impl FnOnce(Permissions) -> io::Result<()>) {
    let mode = of.permissions().mode();
    if mode & OTHERS != 0 {
        let _ = set(Permissions::from_mode(mode & !OTHERS));
    }
}

/// Returns once the names in a folder are on the disk.
pub fn sync_folder(folder: &Path) -> io::Result<()> {
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    File::open(folder)?.sync_all()
}
