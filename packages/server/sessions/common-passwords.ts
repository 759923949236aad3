/**
 * What people choose when they choose badly: words that stand at the top of every list of leaked passwords. With digits
 * and signs around them, repeated, or spelt with digits for letters, they are as easily guessed.
 */
export const COMMON_WORDS: ReadonlySet<string> = new Set(
  `password passwort passw pass passwd contrasena contraseña senha motdepasse parola haslo wachtwoord salasana lozinka
  welcome willkommen bienvenue bienvenido hello hallo login logon signin admin administrator root user guest test
  testing tester changeme letmein secret geheim default master access private qwerty qwertz azerty qwertyuiop
  qwertzuiop azertyuiop asdf asdfgh asdfghjkl yxcvbnm zxcvbn zxcvbnm qazwsx qazwsxedc wasd abc abcd abcde abcdef
  abcdefg abcdefgh abcabc abcxyz aaa aaaa iloveyou loveyou ilove love lovely loveme lover liebe iloveu mylove
  princess prinzessin prince queen king angel angels angela devil heaven jesus jesuschrist god godbless christ
  blessed faith church sunshine sunset sunny summer winter spring autumn sommer fruhling herbst monday tuesday
  wednesday thursday friday saturday sunday january february march april may june july august september october
  november december montag freitag sonntag football fussball futbol soccer baseball basketball hockey tennis golf
  golfer rugby cricket volleyball liverpool chelsea arsenal barcelona realmadrid juventus bayern schalke dortmund
  benfica manchester everton celtic rangers yankees lakers cowboys steelers eagles packers dolphins broncos ferrari
  porsche mercedes audi bmw volkswagen toyota honda yamaha kawasaki suzuki harley mustang corvette camaro ford
  chevrolet chevy subaru jaguar monkey dragon tiger lion eagle falcon phoenix wolf wolves bear panther shark dolphin
  butterfly horse horses puppy kitten kitty doggy doggie chicken turtle spider snake rabbit bunny panda unicorn
  superman batman spiderman ironman wolverine starwars startrek pokemon pikachu naruto minecraft fortnite roblox
  gamer gaming warcraft diablo matrix zelda mario sonic nintendo playstation xbox gandalf merlin frodo hobbit
  potter harrypotter hogwarts slipknot metallica nirvana eminem beatles rockyou rockstar rocknroll music guitar
  michael jennifer jessica jordan thomas daniel andrew joshua matthew robert charlie nicole ashley amanda michelle
  melissa anthony william martin alexander alexandra andrea andreas stefan christian sebastian florian sabrina
  samantha samsung stephanie victoria vanessa veronica richard george patrick hannah hunter buster tigger pepper
  ginger maggie bailey shadow cookie cookies chocolate banana orange apple cherry strawberry peaches pumpkin
  cheese coffee pizza sugar honey candy sweet sweety sweetie sweetheart darling baby babygirl babyboy boobies
  fuckyou fuckme fuckoff asshole bitch sexy sexygirl hotgirl hottie player killer hacker ninja pirate warrior
  soldier slayer freedom liberty peace happy happiness smile smiley lucky winner success money dollar diamond
  silver golden purple yellow green orange red blue black white rainbow flower flowers lavender rose jasmine
  sunflower garden forest mountain ocean beach island river storm thunder lightning fire water earth moon star
  stars galaxy planet space computer internet server network google facebook youtube twitter instagram linkedin
  microsoft windows apple iphone android samsung nokia oracle cisco salesforce hubspot marketing sales manager
  office company business america american canada mexico brasil brazil london paris berlin madrid newyork chicago
  houston dallas austin boston florida texas california germany deutschland france italia espana england scotland
  ireland poland polska russia india china japan tokyo trustno whatever nothing nobody anything something somebody
  please forever always friend friends bestfriend family mother father mama papa mommy daddy sister brother familia
  teamo tequiero amor corazon bonita hermosa estrella doudou soleil chouchou marseille schatz hase mausi blume
  computer killer super superstar supersecret temp temporary system service support backup database cheval caroline
  zaq xsw cde vfr bgt nhy mju monkeys dragons passpass mypass mypassword yourpassword newpassword oldpassword
  thepassword wordpass wordpress drowssap starwars onelove trust money mnbvcxz lkjhgfdsa poiuytrewq`
    .split(/\s+/)
    .filter(Boolean),
)
