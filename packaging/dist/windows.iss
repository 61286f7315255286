; The installer for Windows, made of the frozen folder by Inno Setup 6: iscc /DVersion=0.1.0 packaging\dist\windows.iss
; `python packaging\dist\build.py` calls it. Each version has a folder of its own; the one before stays (see below).
#ifndef Version
  #error Say which version: /DVersion=0.1.0
#endif
#define Name "党群服务中心工作台"
#define Short "dangqun-center"

[Setup]
AppId={#Short}
AppName={#Name}
AppVersion={#Version}
AppPublisher=Party-Service Center Workbench
DefaultDirName={localappdata}\Programs\{#Short}
PrivilegesRequired=lowest
DisableDirPage=yes
DisableProgramGroupPage=yes
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
MinVersion=10.0
ChangesAssociations=yes
CloseApplications=yes
UninstallDisplayIcon={app}\{#Version}\{#Short}.exe
UninstallDisplayName={#Name}
LicenseFile=..\..\LICENSE
SetupIconFile=..\icons\app.ico
SourceDir=.
OutputDir=..\..\out\dist
OutputBaseFilename={#Short}-{#Version}-setup
Compression=lzma2
SolidCompression=yes

[Files]
Source: "..\..\out\dist\{#Short}\*"; DestDir: "{app}\{#Version}"; Flags: recursesubdirs ignoreversion
Source: "..\..\docs\licences.md"; DestDir: "{app}\{#Version}"

[Icons]
Name: "{userprograms}\{#Name}"; Filename: "{app}\{#Version}\{#Short}.exe"; AppUserModelID: "{#Short}"
Name: "{userdesktop}\{#Name}"; Filename: "{app}\{#Version}\{#Short}.exe"; AppUserModelID: "{#Short}"

[Registry]
Root: HKCU; Subkey: "Software\Classes\.dqbak"; ValueType: string; ValueData: "{#Short}.backup"; Flags: uninsdeletevalue
Root: HKCU; Subkey: "Software\Classes\{#Short}.backup"; ValueType: string; ValueData: "{#Name}的备份"; Flags: uninsdeletekey
Root: HKCU; Subkey: "Software\Classes\{#Short}.backup\DefaultIcon"; ValueType: string; ValueData: "{app}\{#Version}\{#Short}.exe,0"
Root: HKCU; Subkey: "Software\Classes\{#Short}.backup\shell\open\command"; ValueType: string; ValueData: """{app}\{#Version}\{#Short}.exe"" run ""%1"""

[UninstallDelete]
Type: filesandordirs; Name: "{app}"

[Run]
Filename: "{app}\{#Version}\{#Short}.exe"; Description: "{#Name}"; Flags: nowait postinstall skipifsilent
