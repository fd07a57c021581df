### Where one is signed in, and a new passphrase.

sessions-title = Where you are signed in
sessions-what = Each of these is one time that you signed in. It ends when you sign out, and by itself after a quarter of an hour without use.
session-this = Here, where you are now
session-other = Somewhere else
session-began = Signed in on { $when }
session-used = Last used on { $when }
session-end = End it
session-ended = That one has ended.
sessions-unknown = If one of them was not you, end it. Then choose a new passphrase.
sessions-end-others = End all the others
sessions-others-ended = All the others have ended.
sessions-no-others = You are not signed in anywhere else.

ways-title = Your passphrase and recovery code
ways-what = Choose new ones if somebody may know them, or if you have lost one of them.
ways-choose = Choose a new passphrase

prove-title = First, show that it is you
prove-what = Type the passphrase that you have now. If you have lost it, use your recovery code.
prove-keep = Then you get new words and a new recovery code. Keep the old ones until you have finished.
proving = Checking. This takes a few seconds.

recovered-title = Choose a new passphrase
recovered-what = You came in with your recovery code. Choose a new passphrase now, so that you can come in with it next time.
recovered-code = You also get a new recovery code. Keep the old one until you have finished. Then it opens nothing any more.
recovered-later = Not now

new-ways-title = Your new passphrase works now
new-ways-what = Your new recovery code works too. The old ones open nothing any more, and you can tear up their paper.
new-ways-others = Everywhere else, you are signed out. All that you could read before, you can still read.
